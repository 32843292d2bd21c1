package io.framecount.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', abc, 3",
    "abc, '', 3",
    "kitten, sitting, 3",
    "protocol, protocl, 1",
    "protocol, prootcol, 2",
    "date, data, 1"
  })
  void countsTheLettersThatDiffer(String one, String other, int distance) {
    assertThat(EditDistance.between(one, other)).isEqualTo(distance);
    assertThat(EditDistance.between(other, one)).isEqualTo(distance);
  }

  @Test
  void findsTheNearestAndNotTheFirstThatIsNearEnough() {
    List<String> known = List.of("max.poll.interval", "min.poll.intervals");
    assertThat(EditDistance.nearest("min.poll.interval", known, 2)).contains("min.poll.intervals");
    assertThat(EditDistance.nearest("max.poll.interva", known, 2)).contains("max.poll.interval");
    assertThat(EditDistance.nearest("max.poll", known, 2)).isEmpty();
  }

  @Test
  void comparesNamesInTheirPlainForm() {
    List<String> known = List.of("time-micros", "time-millis");
    assertThat(EditDistance.nearest("timemilis", known, name -> name.replace("-", ""), 1))
        .contains("time-millis");
  }
}
