"""What is said of a command that was asked wrongly, in Vietnamese: the library that reads commands says it in English.

It stands apart from the catalogues of the book, because a mistyped command is told of before any book is looked for.
"""

import re
from functools import cache

from nongcot.kernel.spoken import language

#: What click says, and the same in Vietnamese; a part in braces is carried over, a `message` is told in turn.
SENTENCES = {
    "No such command {what}.": "Không có lệnh {what}.",
    "No such option {what}.": "Không có tùy chọn {what}.",
    "{message} Did you mean {which}?": "{message} Có phải là {which}?",
    "{message} (Did you mean one of: {which}?)": "{message} (Có phải là một trong: {which}?)",
    "Missing command.": "Thiếu tên lệnh.",
    "Missing argument {what}.": "Thiếu tham số {what}.",
    "Missing argument {what}. {message}": "Thiếu tham số {what}. {message}",
    "Missing option {what}.": "Thiếu tùy chọn {what}.",
    "Missing option {what}. {message}": "Thiếu tùy chọn {what}. {message}",
    "Choose from: {which}": "Hãy chọn một trong: {which}",
    "Invalid value for {what}: {message}": "Giá trị của {what} không dùng được: {message}",
    "Invalid value for {what} (env var: {which}): {message}": (
        "Giá trị của {what} (biến môi trường {which}) không dùng được: {message}"
    ),
    "Invalid value: {message}": "Giá trị không dùng được: {message}",
    "Got unexpected extra argument ({what})": "Thừa tham số ({what})",
    "Got unexpected extra arguments ({what})": "Thừa các tham số ({what})",
    "Option {what} requires an argument.": "Tùy chọn {what} cần một giá trị.",
    "Option {what} does not take a value.": "Tùy chọn {what} không nhận giá trị.",
    "{what} is not {which}.": "{what} không phải {which}.",
    "{what} is not one of {which}.": "{what} không phải một trong {which}.",
    "{what} is not a valid integer.": "{what} không phải số nguyên.",
    "{what} is not a valid integer range.": "{what} không phải số nguyên.",
    "{what} is not in the range {which}.": "{what} không nằm trong khoảng {which}.",
    "{what} does not match the format {which}.": "{what} không viết theo dạng {which}.",
    "File {what} does not exist.": "Không có tệp {what}.",
    "File {what} is a directory.": "{what} là một thư mục, không phải tệp.",
    "File {what} is not readable.": "Không đọc được tệp {what}.",
}
SEE = {"vi": "{sentence} (Xem: {command} --help)", "en": "{sentence} (See: {command} --help)"}


def told(sentence: str, command: str) -> str:
    """A usage error in the language of the command line, with where to read on."""
    said = sentence if language() == "en" else in_vietnamese(sentence)
    return SEE[language()].format(sentence=said, command=command)


def in_vietnamese(sentence: str) -> str:
    """What click says, in Vietnamese; any other sentence as it is."""
    said = " ".join(sentence.split())
    for pattern, vietnamese in _patterns():
        if found := pattern.fullmatch(said):
            parts = found.groupdict()
            if "message" in parts:
                parts["message"] = in_vietnamese(parts["message"])
            return vietnamese.format(**parts)
    return said


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Those that hold another sentence first, and longer ones: within them a shorter one may fit too."""
    listed = sorted(SENTENCES, key=lambda english: ("{message}" in english, len(english)), reverse=True)
    return [
        (re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(english))), SENTENCES[english])
        for english in listed
    ]
