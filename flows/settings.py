"""Settings: read once, from the environment (prefix ``WENGAO_``) and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from flows.errors import SettingsInvalid

SHORTEST_KEY = 16


def _pairs(editors: SecretStr) -> list[tuple[str, str]]:
    entries = [entry.partition("=") for entry in editors.get_secret_value().split(",") if entry.strip()]
    return [(name.strip(), key.strip()) for name, _, key in entries]


class Settings(BaseSettings):
    """Everything that can be set. Four of them move the same code from a laptop to a cluster."""

    model_config = SettingsConfigDict(env_prefix="WENGAO_", frozen=True, extra="ignore")

    home: Annotated[Path, Field(description="Folder that holds all state.")] = Path("var")
    database_url: Annotated[
        str, Field(description="Catalogue, as a SQLAlchemy URL. Default: SQLite in the home.")
    ] = ""
    store_url: Annotated[
        str, Field(description="Blobs: a folder or an fsspec URL. Default: in the home.")
    ] = ""
    index_url: Annotated[str, Field(description="Full-text index: a folder. Default: in the home.")] = ""
    engine: Annotated[str, Field(description="OCR engine: rapidocr, tesseract or null.")] = "rapidocr"
    workers: Annotated[int, Field(ge=1, le=256, description="Reading processes, one thread each.")] = (
        os.cpu_count() or 1
    )
    page_seconds: Annotated[float, Field(gt=0, description="A page that takes longer is stopped.")] = 120.0
    worker_memory_mb: Annotated[
        int, Field(ge=0, description="Address space a reading process may use, in MiB; 0: no limit.")
    ] = 8192
    max_pixels: Annotated[int, Field(gt=0, description="Pages with more pixels are refused.")] = 300_000_000
    authorities: Annotated[
        str, Field(description="CSV of issuing bodies that are added to the shipped authority file.")
    ] = ""
    host: Annotated[str, Field(description="Address `wengao serve` listens on.")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="Port `wengao serve` listens on.")] = 8765

    editors: Annotated[
        SecretStr,
        Field(
            description="Who may correct over the network, as name=key, set apart by commas. Default: no one."
        ),
    ] = SecretStr("")

    @field_validator("editors")
    @classmethod
    def _editors_have_keys(cls, value: SecretStr) -> SecretStr:
        """Each has a name and a key that cannot be guessed."""
        if any(len(key) < SHORTEST_KEY or not name for name, key in _pairs(value)):
            raise ValueError(f"each editor is name=key, the key of {SHORTEST_KEY} characters or more")
        return value

    @property
    def editor_keys(self) -> dict[str, str]:
        """Each editor's key by name."""
        return dict(_pairs(self.editors))

    def model_post_init(self, _context: object) -> None:
        """Fill what depends on the home; all paths absolute from here on."""
        home = self.home.expanduser().resolve()
        given = {
            "home": home,
            "database_url": self.database_url or f"sqlite:///{home / 'catalogue.sqlite'}",
            "store_url": self.store_url or str(home / "store"),
            "index_url": self.index_url or str(home / "index"),
        }
        for name, value in given.items():
            object.__setattr__(self, name, value)

    @property
    def own_authorities(self) -> Path | None:
        """The archive's own file of issuing bodies, if there is one."""
        return Path(self.authorities).expanduser() if self.authorities else None

    @property
    def prefect_home(self) -> Path:
        """Where Prefect keeps its own database, inside the home."""
        return self.home / "prefect"


def read_settings(home: Path | None = None) -> Settings:
    """The settings of this process; `home` given on the command line wins. Raises SettingsInvalid."""
    try:
        return Settings() if home is None else Settings(home=home)
    except ValidationError as error:
        first = error.errors()[0]
        name = "WENGAO_" + "_".join(str(part) for part in first["loc"]).upper()
        value = "cannot be used" if name == "WENGAO_EDITORS" else f"has the value {first['input']!r}"
        raise SettingsInvalid(
            f"{name} {value}: {first['msg']}.",
            "See docs/reference.md for the settings.",
        ) from error
