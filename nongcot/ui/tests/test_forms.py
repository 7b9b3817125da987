"""`{{ form }}` in the house's markup: label, hint, error, control; errors in the same words above and beside."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.template.loader import render_to_string

from nongcot.kernel.dates import PartialDate
from nongcot.ui import samples
from nongcot.ui.fields import DayField, NumberField, PartialDateField, YearField
from nongcot.ui.forms import NamingForm, Renderer


class Answers(forms.Form):
    name = forms.CharField(label="Tên", help_text="Như trong giấy chứng nhận")
    count = forms.IntegerField(label="Số thành viên", min_value=2, error_messages={"min_value": "Phải từ 2 trở lên."})
    note = forms.CharField(label="Ghi chú", required=False)
    law = forms.ChoiceField(label="Luật", choices=[("a", "2012"), ("b", "2023")], widget=forms.RadioSelect)
    told = forms.BooleanField(label="Đã báo", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.cleaned_data.get("name") == "trùng":
            raise forms.ValidationError("Tên này đã có.")


def test_a_field_stands_in_order_and_is_tied_to_its_hint_and_error():
    text = str(Answers({"count": "1", "law": "a"}))
    field = text[text.index("Tên") : text.index("Số thành viên")]
    assert field.index("nc-hint") < field.index("nc-error") < field.index("<input")
    assert 'aria-describedby="id_name_helptext id_name_error"' in field
    assert 'id="id_name_helptext"' in field
    assert 'id="id_name_error"' in field
    assert 'aria-invalid="true"' in field


def test_optional_fields_say_so_and_tick_boxes_need_not():
    text = str(Answers())
    assert text.count("(không bắt buộc)") == 1
    assert re.search(r"Ghi chú <span class=\"nc-optional\">", text)
    assert "*" not in text


def test_the_browser_does_not_judge_before_the_server():
    assert not re.search(r"\srequired\b", str(Answers()))


def test_controls_know_their_class():
    text = str(samples.GroupForm())
    assert 'class="nc-input nc-input--num nc-w-s"' in text
    assert 'class="nc-select"' in text
    assert 'class="nc-input nc-input--file"' in text
    assert 'class=""' not in text


def test_a_widgets_own_class_is_kept():
    class Own(forms.Form):
        a = forms.CharField(widget=forms.TextInput({"class": "nc-w-m"}))

    assert 'class="nc-input nc-w-m"' in str(Own())


def test_what_was_typed_is_kept():
    assert 'value="một"' in str(Answers({"count": "một"}))


def test_choices_stand_each_on_a_line_with_a_label():
    text = str(Answers({"law": "b"}))
    assert text.count('class="nc-radio"') == 3
    assert "<legend>Luật</legend>" in text
    assert re.search(r'value="b"[^>]*checked|checked[^>]*value="b"', text)


def test_the_summary_says_the_same_words_and_links_to_each_field():
    form = Answers({"name": "trùng", "count": "1", "law": "a"})
    summary, fields = render_to_string("ui/errors.html", {"form": form}), str(form)
    assert "<li>Tên này đã có.</li>" in summary
    assert '<a href="#id_count">Phải từ 2 trở lên.</a>' in summary
    assert fields.count("Phải từ 2 trở lên.") == 1
    assert 'id="id_count"' in fields


def test_the_summary_says_of_which_question_an_error_is_unless_the_error_names_it():
    summary = render_to_string("ui/errors.html", {"form": Answers({"count": "1"})})
    assert '<li>Số thành viên: <a href="#id_count">Phải từ 2 trở lên.</a></li>' in summary
    both = Answers({"name": "a", "count": "3", "law": "a"})
    both.add_error("count", ["Quá ít.", "Quá cũ."])
    assert '<li>Số thành viên: <a href="#id_count">Quá ít.</a></li><li><a href="#id_count">Quá cũ.</a></li>' in (
        render_to_string("ui/errors.html", {"form": both})
    )
    assert "Quá ít.<br>Quá cũ." in str(both)
    named = render_to_string("ui/errors.html", {"form": Promise({})})
    assert '<li><a href="#id_year">Chưa điền: Từ năm.</a></li>' in named


def test_the_summary_leads_to_the_first_choice_of_a_group():
    form = Answers({"name": "a", "count": "3"})
    assert 'href="#id_law_0"' in render_to_string("ui/errors.html", {"form": form})
    assert 'id="id_law_0"' in str(form)


@pytest.mark.parametrize(
    ("percent", "text"), [(64, 'width="64%"'), (64.5, 'width="65%"'), (1234.0, 'aria-valuenow="1234"')]
)
def test_a_progress_bar_is_a_number_in_every_language(percent, text):
    assert text in render_to_string("ui/progress.html", {"percent": percent, "label": "x", "text": ""})


class Written(forms.Form):
    day = DayField(required=False)
    partial = PartialDateField(required=False)
    number = NumberField(required=False, min_value=2, decimals=1, error_messages={"min_value": "Phải từ 2 trở lên."})
    whole = NumberField(required=False)


@pytest.mark.parametrize(
    ("field", "typed", "read"),
    [
        ("day", " 3-4-2018 ", date(2018, 4, 3)),
        ("day", "2018-04-03", date(2018, 4, 3)),
        ("day", "", None),
        ("partial", "11/2017", PartialDate.month(2017, 11)),
        ("number", "1.234,5", Decimal("1234.5")),
        ("whole", "1 234", Decimal(1234)),
        ("whole", "", None),
    ],
)
def test_days_and_numbers_are_read_as_officers_write_them(field, typed, read):
    form = Written({field: typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data[field] == read


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("day", "10/2020", "Hãy ghi đủ ngày, tháng, năm, ví dụ 15/10/2020."),
        ("day", "31/02/2020", "Không có ngày “31/02/2020” trong lịch."),
        ("number", "1,55", "Hãy ghi nhiều nhất 1 số lẻ."),
        ("number", "1", "Phải từ 2 trở lên."),
        ("whole", "1,5", "Hãy ghi số nguyên."),
        ("whole", "khoảng", "Không đọc được “khoảng” thành số."),
    ],
)
def test_what_cannot_be_read_is_said_and_kept(field, typed, sentence):
    form = Written({field: typed})
    assert form.errors[field] == [sentence]
    assert f'value="{typed}"' in str(form[field])


def test_a_known_value_is_shown_as_officers_write_it():
    known = {"day": date(2018, 4, 3), "partial": PartialDate.year(2019), "number": Decimal("1234.5"), "whole": 12}
    text = str(Written(initial=known))
    assert re.findall(r'value="([^"]+)"', text) == ["03/04/2018", "2019", "1.234,5", "12"]


class Promise(NamingForm):
    year = YearField(label="Từ năm")
    low = NumberField(label="Mức", decimals=4, required=False)


def test_what_is_missing_is_told_by_its_name():
    assert Promise({}).errors == {"year": ["Chưa điền: Từ năm."]}


def test_a_year_has_no_thousands_and_a_number_no_idle_decimals():
    shown = str(Promise(initial={"year": Decimal(2020), "low": Decimal("10.0000")}))
    assert 'value="2020"' in shown
    assert 'value="10"' in shown
    assert 'value="1.234,5"' in str(Promise(initial={"low": Decimal("1234.5000")}))
    told = Promise({"year": "2020", "low": "1.234,5"})
    assert told.is_valid()
    assert told.cleaned_data == {"year": 2020, "low": Decimal("1234.5")}
    assert not Promise({"year": "20200"}).is_valid()


class Everything(forms.Form):
    """Controls of every kind, with attributes that are true, false, numbers and dangerous."""

    text = forms.CharField(max_length=20, widget=forms.TextInput({"data-a": '"<', "autofocus": True, "hidden": False}))
    number = forms.IntegerField(min_value=1)
    secret = forms.CharField(widget=forms.PasswordInput)
    tick = forms.BooleanField()
    hidden = forms.CharField(widget=forms.HiddenInput)
    day = forms.DateField()
    plain = forms.ChoiceField(choices=[("", "–"), ("a", "<một>"), ("b", "hai & ba")])
    grouped = forms.ChoiceField(choices=[("nhóm <1>", [("a", "một"), ("b", "hai")]), ("c", "ba")])


@pytest.mark.parametrize("data", [None, {"text": "<b>", "number": "7", "tick": "on", "plain": "a", "grouped": "b"}])
@pytest.mark.parametrize("name", list(Everything.base_fields))
def test_controls_come_out_as_django_draws_them(name, data):
    field = Everything(data)[name]
    attributes = field.build_widget_attrs({"id": field.auto_id})
    ours, theirs = (
        field.field.widget.render(name, field.value(), attributes, renderer())
        for renderer in (Renderer, DjangoTemplates)
    )
    assert ours == theirs
