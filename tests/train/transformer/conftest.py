"""What the tests of the transformer's training share. They need what ``make train-accurate`` installs."""

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: make test-accurate installs it and tests this")
