"""The demonstration book."""

from nongcot.accounts import actions


def build() -> None:
    """Open the demonstration book of Nam Định in an empty, migrated database."""
    actions.open_book(
        province_code="36",
        province="Nam Định",
        name="Liên minh Hợp tác xã tỉnh Nam Định",
        parent_body="Ủy ban nhân dân tỉnh Nam Định",
        place="Nam Định",
        signers=[{"authority": "", "office": "CHỦ TỊCH", "name": "Nguyễn Văn Mẫu"}],
        is_demonstration=True,
    )
    actions.open_demonstration_accounts()
