package io.framecount.counter.ui.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.counter.ui.follow.CountWatch;
import io.framecount.counter.ui.follow.CountsFollower;
import io.framecount.counter.ui.store.CountRow;
import io.framecount.counter.ui.store.CountStore;
import io.framecount.counter.window.WindowSize;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.junit.jupiter.api.Test;

class CountApiTest {
  private final CountStore store = new CountStore();
  private final CountApi api = new CountApi(store, new StatusJson(source(), "g"), "g");

  @Test
  void answersTheSameQuestionOnceHoweverItIsPut() {
    put(0);
    PageAnswer answer = windows("window=hour&from=0&group=a&group=b");
    assertThat(windows("group=a&x=1&from=0&window=60m&group=b")).isSameAs(answer);
    assertThat(windows("window=hour&from=0&group=a&group=b&stretches=500")).isSameAs(answer);
    assertThat(windows("window=hour&from=0&group=b&group=a")).isNotSameAs(answer);
    assertThat(windows("window=hour&from=1&group=a&group=b")).isNotSameAs(answer);
    put(60_000);
    assertThat(windows("window=hour&from=0&group=a&group=b")).isNotSameAs(answer);
  }

  private PageAnswer windows(String query) {
    Fields fields = new Fields(true);
    UrlEncoded.decodeUtf8To(query, fields);
    return api.windows(fields);
  }

  private void put(long start) {
    CountRow.Key key = new CountRow.Key(WindowSize.MINUTE, "", start);
    store.put(new CountRow(key, start + 60_000, 1, 1, 1, 1, 1, true, false));
  }

  private CountSource source() {
    var progress = new CountsFollower.Progress(1, true, 0, Optional.empty());
    var status =
        new CountWatch.GroupStatus(
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalInt.empty(),
            true);
    return new CountSource("counts", store, () -> progress, () -> status, Optional.empty());
  }
}
