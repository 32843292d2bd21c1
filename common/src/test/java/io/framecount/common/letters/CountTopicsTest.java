package io.framecount.common.letters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CountTopicsTest {
  @Test
  void namesWhatAnExistingClusterHolds() {
    assertThat(CountTopics.partialsOf("frames-counts")).isEqualTo("frames-counts-partials");
    assertThat(CountTopics.lateOf("frames-counts")).isEqualTo("frames-counts-late");
  }

  @Test
  void findsTheOutputOfItsTopics() {
    assertThat(CountTopics.outputOf("frames-counts-partials")).contains("frames-counts");
    assertThat(CountTopics.outputOf("frames-counts-late")).contains("frames-counts");
    assertThat(CountTopics.outputOf("frames-counts")).isEmpty();
  }
}
