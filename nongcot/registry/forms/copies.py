"""Questions about a copy: the file itself and what it is called. The file's own name is never kept."""

from collections.abc import Callable, Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nongcot.accounts.models import User
from nongcot.registry.actions import copies
from nongcot.registry.copies import taking
from nongcot.registry.copies.taking import Taken
from nongcot.registry.forms.base import ActForm, ReasonField
from nongcot.registry.forms.fields import WrittenField
from nongcot.registry.models import Keyed
from nongcot.registry.outcomes import Recorded

#: How many times as large as the largest file all files of one act may be together.
LARGEST_TOGETHER = 3


class CopyField(forms.FileField):
    """A file that may be kept; gives a `Taken`, or None where none was sent. What is no such file is told here."""

    chooser: type[forms.FileInput] = forms.FileInput

    def __init__(self, **kwargs: Any) -> None:
        # The chooser of the browser shows these first; it is the content that is looked at.
        chosen = {"accept": "application/pdf,image/jpeg,image/png"}
        said = {"data-choose": gettext_lazy("Chọn tệp…"), "data-none": gettext_lazy("Chưa chọn tệp nào")}
        super().__init__(widget=self.chooser(chosen | said), **kwargs)
        self.error_messages["empty"] = gettext_lazy("Tệp rỗng: hãy chọn lại tệp.")
        # The name is thrown away, so its length is no matter.
        self.error_messages["max_length"] = ""

    def clean(self, data: Any, initial: Any = None) -> Taken | None:  # type: ignore[override]  # looked at
        sent: UploadedFile | None = super().clean(data, initial)
        return taking.take(sent.file) if sent and sent.file else None


class _SeveralFiles(forms.FileInput):
    """A chooser of as many files as one likes."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class CopiesField(CopyField):
    """Several of them at once; gives each as a `Taken`, in the order in which they were sent."""

    chooser = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Taken]:  # type: ignore[override]  # one or several
        sent = data if isinstance(data, list) else [data]
        if len(sent) > copies.MOST_AT_ONCE:
            raise ValidationError(_("Mỗi lần từ 1 đến %(most)s tệp.") % {"most": copies.MOST_AT_ONCE})
        # They are looked at whole, in memory.
        most = LARGEST_TOGETHER * taking.largest()
        if sum(one.size or 0 for one in sent if one) > most:
            told = {"most": most // taking.MEGABYTE}
            raise ValidationError(_("Các tệp cộng lại lớn quá %(most)s MB: hãy gửi làm nhiều lần.") % told)
        return [taken for one in sent or [None] if (taken := super(CopiesField, self).clean(one, initial))]


class _FileForm(ActForm):
    """What is asked of a copy."""

    file = CopyField(label=gettext_lazy("Tệp"))
    title = WrittenField(
        label=gettext_lazy("Tên bản chụp"),
        length=copies.LONGEST_TITLE,
        help_text=gettext_lazy("Ví dụ: Phiếu kết quả kiểm nghiệm, trang 1. Tên tệp trên máy của bạn không được lưu."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("PDF, JPEG hoặc PNG; tối đa %(most)s MB. Khi trang hiện lại vì có lỗi, hãy chọn lại tệp.")
        self.fields["file"].help_text = hint % {"most": taking.largest() // taking.MEGABYTE}


class AddCopyForm(_FileForm):
    """Copies of the paper that the fact tells of, page by page; called like it unless somebody says otherwise."""

    file = CopiesField(label=gettext_lazy("Tệp"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        several = _("Chọn được nhiều tệp một lần; tên từng bản chụp được đánh số theo thứ tự.")
        self.fields["file"].help_text = " ".join((several, str(self.fields["file"].help_text)))
        self.fill_in({"title": str(self.fact)[: copies.LONGEST_TITLE]})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        fact: Keyed = self.fact
        given = {"title": self.cleaned_data["title"], "taken": self.cleaned_data["file"]}
        return copies.add_copies(of=type(fact), key=fact.key, by=by, **given)


class ChangeCopyForm(_FileForm):
    """Another file, or another name."""

    file = CopyField(label=gettext_lazy("Tệp thay thế"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = " ".join((_("Để trống: giữ tệp cũ."), str(self.fields["file"].help_text)))
        self.fill_in({"title": self.fact.title})

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        given = {"title": self.cleaned_data["title"], "taken": self.cleaned_data["file"]}
        return copies.change_copy(key=self.fact.key, by=by, seen=self.seen_posting, **given)


class _EndForm(ReasonField, ActForm):
    """Why a copy is taken away."""

    action: Callable[..., Recorded]

    def perform(self, *, by: User | None, confirmed: Collection[str]) -> Recorded:
        told = {"key": self.fact.key, "by": by, "seen": self.seen_posting, "reason": self.cleaned_data["reason"]}
        return type(self).action(**told)


class WithdrawCopyForm(_EndForm):
    """A copy that does not belong there."""

    action = staticmethod(copies.withdraw_copy)


class EraseCopyForm(_EndForm):
    """Bytes that should never have been kept."""

    action = staticmethod(copies.erase_copy)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _(
            "Tệp bị xóa hẳn ở mọi nơi đang dùng nó, rút lại lần ghi sổ cũng không lấy lại được; tên và mã băm ở lại "
            "trong sổ."
        )


#: The acts by which rooms keep copies, as their tables take them: code, title, form. One is about the fact that the
#: copy is of, the others about a copy.
ADD = ("add_copy", gettext_lazy("Thêm bản chụp"), AddCopyForm)
OF_COPIES = (
    ("change_copy", gettext_lazy("Thay, sửa bản chụp"), ChangeCopyForm),
    ("withdraw_copy", gettext_lazy("Bỏ bản chụp"), WithdrawCopyForm),
    ("erase_copy", gettext_lazy("Xóa hẳn tệp của bản chụp"), EraseCopyForm),
)
