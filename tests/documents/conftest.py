"""What tests of this desk begin with."""

import pytest

from tests.documents.papers import Papers, papers_of_a_conference


@pytest.fixture
def papers(db: None) -> Papers:
    """A conference with one paper in preparation."""
    del db
    return papers_of_a_conference()
