package io.framecount.e2e.watching;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {
  @Test
  void findsNamesAndLabels() {
    PromQl found =
        PromQl.of(
            "histogram_quantile(0.95, sum by (le, output) (rate(a_bucket{topic=~\"$t}\",x=\"1\"}[5m]))) unless on (topic) (max(b_2:c) > 1e3 and d offset 5m)");
    assertThat(found.matchers().keySet()).containsExactly("a_bucket", "b_2:c", "d");
    assertThat(found.matchers().get("a_bucket"))
        .containsEntry("topic", null)
        .containsEntry("x", "1");
    assertThat(found.labels()).containsExactly("le", "output", "topic");
  }
}
