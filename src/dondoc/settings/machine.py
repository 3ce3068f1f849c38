"""Settings of one workspace: `dondoc.toml`, and over it the environment (`DONDOC_…`)."""

from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from dondoc.errors import BadInput
from dondoc.settings.files import read_toml
from dondoc.usecases.border import first_problem

FILE_NAME = "dondoc.toml"


class Settings(BaseSettings):
    """Everything that differs between machines; rules of the office stand in `config/` instead."""

    model_config = SettingsConfigDict(env_prefix="DONDOC_", env_ignore_empty=True, frozen=True, extra="forbid")

    database_url: str | None = Field(
        None, description="Cơ sở dữ liệu; bỏ trống: tệp data/dondoc.sqlite của không gian làm việc."
    )
    smtp_url: str | None = Field(
        None, description="smtp://user:pass@host:port hoặc smtps://…; bỏ trống: ghi thư vào outbox/."
    )
    sender: str = Field("dondoc@localhost", description="Địa chỉ gửi của thư nhắc việc.")
    smtp_timeout: float = Field(30.0, gt=0, le=300, description="Số giây chờ máy chủ thư.")
    smtp_ca: str | None = Field(
        None, description="Tệp chứng thư số (PEM) của cơ quan, để tin máy chủ thư nội bộ; tính từ không gian làm việc."
    )
    imap_url: str | None = Field(
        None,
        description="Hộp thư nhận trả lời: imaps://user:pass@host:port/INBOX; bỏ trống: không thu thư.",
        repr=False,
    )
    reply_to: str | None = Field(
        None, description="Địa chỉ nhận trả lời, là hộp thư ở imap_url; bỏ trống: thư trả lời về cán bộ theo dõi."
    )
    imap_timeout: float = Field(30.0, gt=0, le=300, description="Số giây chờ máy chủ hộp thư.")
    imap_ca: str | None = Field(
        None, description="Tệp chứng thư số (PEM) để tin máy chủ hộp thư nội bộ; tính từ không gian làm việc."
    )
    public_url: str | None = Field(
        None, description="Địa chỉ trang web của dondoc, nếu có; khi đó thư mới có đường dẫn."
    )
    secret_key: str | None = Field(
        None, description="Khóa ký liên kết, ít nhất 32 ký tự; bỏ trống: tệp data/secret.key tự sinh.", repr=False
    )
    me: str | None = Field(None, description="Người thao tác, khi lệnh không có --as.")
    simulate: bool = Field(False, description="Không gian mô phỏng: đồng hồ là ngày --as-of của lệnh.")
    language: str = Field("vi", pattern="^(vi|en)$", description="Ngôn ngữ thông báo: vi hoặc en.")

    @field_validator(
        "database_url", "smtp_url", "smtp_ca", "imap_url", "imap_ca", "reply_to", "public_url", "secret_key", "me"
    )
    @classmethod
    def _blank_is_none(cls, value: str | None) -> str | None:
        return value.strip() or None if value is not None else None


def read_settings(workspace: Path | None) -> Settings:
    """The settings in force; the environment wins over the file.

    Raises:
        BadInput: `config.syntax`, `config.unreadable`, `config.invalid` (names the file and the key),
            `config.variable` (names the variable).
    """
    path = workspace / FILE_NAME if workspace is not None else None
    values: dict[str, Any] = {}
    if path is not None and path.is_file():
        values = {key: value for key, value in read_toml(path).items() if key != "schema"}
    try:
        from_environment = Settings().model_dump(exclude_unset=True)
    except ValidationError as error:
        place, problem = first_problem(error)
        raise BadInput(code="config.variable", name=f"DONDOC_{place.upper()}", problem=problem) from error
    try:
        return Settings(**{**values, **from_environment})
    except ValidationError as error:
        place, problem = first_problem(error)
        raise BadInput(code="config.invalid", file=str(path), place=place, problem=problem) from error
