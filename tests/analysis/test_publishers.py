"""The names of those who publish."""

from presssearch.analysis import publishers
from presssearch.analysis.tables import table_rows
from presssearch.readers.sites import load_sites


def test_every_site_that_is_known_has_a_name_and_no_other_source_has_one() -> None:
    assert [source for source, _ in table_rows("publishers.tsv")[1:]] == [site.code for site in load_sites()]
    assert publishers.name_of("kz-mfa") == "Ministry of Foreign Affairs of the Republic of Kazakhstan"
    assert publishers.name_of("xx-mfa") is publishers.name_of("") is None
