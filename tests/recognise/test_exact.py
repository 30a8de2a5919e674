import numpy as np
import pytest

from entityx.recognise.exact import ExactProduct

RANDOM = np.random.default_rng(0)
FACTORS = RANDOM.normal(size=(480, 36)).astype(np.float32)
ROWS = RANDOM.normal(size=(70, 480)).astype(np.float32)


def test_it_is_a_product():
    expected = ROWS.astype(np.float64) @ FACTORS.astype(np.float64)
    assert ExactProduct(FACTORS)(ROWS) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("scale", [1e-20, 1e-3, 1e12])
def test_small_and_large_numbers_keep_as_many_digits(scale):
    expected = ROWS.astype(np.float64) * scale @ FACTORS.astype(np.float64)
    assert ExactProduct(FACTORS)(ROWS * np.float32(scale)) == pytest.approx(expected, abs=1e-4 * scale)


@pytest.mark.parametrize("rows", [ROWS[:0], np.zeros((3, 480), dtype=np.float32)])
def test_nothing_gives_nothing(rows):
    found = ExactProduct(FACTORS)(rows)
    assert found.shape == (len(rows), 36)
    assert found.dtype == np.float32
    assert not found.any()


def test_a_row_is_the_same_to_the_last_bit_wherever_it_stands():
    product = ExactProduct(FACTORS)
    together = product(ROWS)
    for number, row in enumerate(ROWS):
        assert np.array_equal(product(row[None])[0], together[number])
        assert np.array_equal(product(ROWS[number:])[0], together[number])


def test_a_row_is_the_same_in_whatever_order_its_products_are_added():
    expected = ExactProduct(FACTORS)(ROWS)
    for _ in range(5):
        order = RANDOM.permutation(480)
        assert np.array_equal(ExactProduct(FACTORS[order])(ROWS[:, order]), expected)


def test_even_the_largest_sums_are_exact():
    ones = np.ones((512, 1), dtype=np.float32)
    odd = np.full((1, 512), 1 - 2**-22, dtype=np.float32)  # all its 22 bits are set
    assert ExactProduct(ones)(odd)[0, 0] == np.float32(512 * (1 - 2**-22))
