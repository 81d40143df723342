"""An empty catalog, and an album to fill it with."""

import pytest
from catalog_album import Album

from faceorg.catalog.database import Catalog


@pytest.fixture
def catalog(tmp_path):
    with Catalog.open(tmp_path / "catalog.sqlite", tmp_path / "backups") as catalog:
        yield catalog


@pytest.fixture
def album(catalog):
    return Album(catalog)
