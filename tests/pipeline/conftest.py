"""The real model, loaded once for all tests of the pipeline."""

import pytest

from annotations.pipeline.parsing import language


@pytest.fixture(scope="session")
def nlp():
    return language.load()
