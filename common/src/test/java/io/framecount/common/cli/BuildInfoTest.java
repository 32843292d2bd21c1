package io.framecount.common.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BuildInfoTest {
  @Test
  void tellsVersionAndCommit() {
    assertThat(BuildInfo.line())
        .matches(
            "framecount \\d+\\.\\d+\\.\\d+(-SNAPSHOT)? \\(commit ([0-9a-f]{7,40}(-dirty)?|unknown), Java \\d+.*\\)");
    assertThat(new BuildInfo().getVersion()).containsExactly(BuildInfo.line());
  }
}
