"""Marks of charts are written at once, and hold names as text alone."""

from secretariat.engines.charts import Point, Series, bars, circles
from secretariat.ui.templatetags.charts import chart_bars, chart_circles


def test_a_name_is_never_read_as_html() -> None:
    chart = bars(["<b>Jordan</b>"], [Series("A&B", (5.0,)), Series("C", (7.0,))])
    drawn = circles([Point("JO", "<script>", 5, 5, 10)], (0, 0, 100, 50))

    written = chart_bars(chart.bars, "key", chart.keys) + chart_circles(drawn.circles)

    assert "&lt;b&gt;Jordan&lt;/b&gt;, A&amp;B: 5" in written
    assert "&lt;script&gt;: 10" in written
    assert 'fill="url(#key-hatch-1)"' in written
