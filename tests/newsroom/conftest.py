"""What tests of this desk begin with."""

import pytest

from tests.newsroom.articles import Newsroom, newsroom_of_a_conference


@pytest.fixture
def newsroom(db: None) -> Newsroom:
    """A conference with a draft of an article."""
    del db
    return newsroom_of_a_conference()
