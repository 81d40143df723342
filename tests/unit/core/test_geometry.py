"""Regions stay the same rectangle through every change of frame."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceorg.core.geometry import Region

fractions = st.floats(-0.5, 1.5, allow_nan=False)
extents = st.floats(0.01, 1.0, allow_nan=False)
regions = st.builds(Region, fractions, fractions, extents, extents)
sizes = st.tuples(st.integers(1, 20_000), st.integers(1, 20_000))


@given(regions, sizes)
def test_pixels_and_back(region, size):
    again = Region.from_pixels(*region.to_pixels(*size), size=size)
    assert (again.x, again.y, again.w, again.h) == pytest.approx((region.x, region.y, region.w, region.h), abs=1e-9)


@given(regions, regions)
def test_overlap_is_symmetric_and_a_fraction(one, other):
    assert one.overlap(other) == pytest.approx(other.overlap(one))
    assert 0.0 <= one.overlap(other) <= 1.0 + 1e-9


@given(regions)
def test_a_region_overlaps_itself_completely(region):
    assert region.overlap(region) == pytest.approx(1.0)


def test_half_of_a_region_moved_away():
    assert Region(0.0, 0.0, 0.2, 0.2).overlap(Region(0.1, 0.0, 0.2, 0.2)) == pytest.approx(1 / 3)


def test_neighbours_that_only_touch_do_not_overlap():
    assert Region(0.0, 0.0, 0.2, 0.2).overlap(Region(0.2, 0.0, 0.2, 0.2)) == 0.0


@given(regions)
def test_clipped_lies_inside_and_never_grows(region):
    inside = region.clipped()
    assert inside.x >= 0
    assert inside.y >= 0
    assert inside.x + inside.w <= 1 + 1e-9
    assert inside.y + inside.h <= 1 + 1e-9
    assert inside.area <= region.area + 1e-9


def test_centre():
    assert Region(0.2, 0.4, 0.2, 0.4).centre == pytest.approx((0.3, 0.6))
