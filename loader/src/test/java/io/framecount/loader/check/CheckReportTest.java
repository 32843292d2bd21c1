package io.framecount.loader.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import io.framecount.loader.check.Observation.CheckStatus;
import io.framecount.loader.topic.TopicFacts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckReportTest {
  private static final Observation FINE = Observation.ok("broker a", "takes connections");
  private static final Observation DOUBT = Observation.warning("topic t", "is short", "grow it");
  private static final Observation BROKEN = Observation.failed("registry", "is away", "start it");
  private static final Observation NO_SCHEMA =
      Observation.failed(
          "subject s", new CommandFailure(ExitCode.SCHEMA, "subject s is not there; add it"));

  @Test
  void isForPeople() {
    assertThat(new CheckReport(List.of(FINE, DOUBT, BROKEN)).toText())
        .isEqualToNormalizingNewlines(
            """
            ok       broker a  takes connections
            warning  topic t   is short
                               → grow it
            failed   registry  is away
                               → start it
            a load would fail: 1 failed, 1 warning\
            """);
    assertThat(new CheckReport(List.of(FINE)).toText()).endsWith("all is well");
    assertThat(new CheckReport(List.of(DOUBT, DOUBT)).toText())
        .endsWith("a load would work; 2 warnings");
  }

  @Test
  void isForPrograms() {
    assertThat(new CheckReport(List.of(FINE, NO_SCHEMA)).toJson())
        .isEqualTo(
            "{\"checks\":[{\"what\":\"broker a\",\"verdict\":\"ok\",\"found\":\"takes"
                + " connections\"},{\"what\":\"subject"
                + " s\",\"verdict\":\"failed\",\"found\":\"subject s is not there\",\"hint\":\"add"
                + " it\"}],\"verdict\":\"failed\"}");
  }

  @Test
  void endsAsALoadWould() {
    assertThat(new CheckReport(List.of(FINE, DOUBT)).code()).isEqualTo(ExitCode.OK);
    assertThat(new CheckReport(List.of(FINE, NO_SCHEMA)).code()).isEqualTo(ExitCode.SCHEMA);
    assertThat(new CheckReport(List.of(NO_SCHEMA, BROKEN)).code()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void whatCannotBeToldIsNoFailure() {
    CheckReport report = new CheckReport(List.of(FINE, ClockCheck.cannotTell()));
    assertThat(report.code()).isEqualTo(ExitCode.OK);
    assertThat(report.verdict()).isEqualTo(CheckStatus.OK);
  }

  @Test
  void comparesClocks() {
    Instant now = Instant.parse("2026-11-20T12:00:00Z");
    ClockCheck check = new ClockCheck(Clock.fixed(now, ZoneOffset.UTC));
    assertThat(check.byRegistry(Optional.empty())).isEmpty();
    assertThat(check.byRegistry(Optional.of(now.minusSeconds(2))).orElseThrow().verdict())
        .isEqualTo(CheckStatus.OK);
    assertThat(check.byRegistry(Optional.of(now.minus(Duration.ofHours(1)))).orElseThrow().found())
        .isEqualTo("3,600 s ahead of the registry's");
    assertThat(check.byRegistry(Optional.of(now.plusSeconds(60))).orElseThrow().found())
        .isEqualTo("60 s behind the registry's");
  }

  @Test
  void judgesHowLongFramesStay() {
    assertThat(retention(Map.of("retention.ms", "-1"), true).verdict()).isEqualTo(CheckStatus.OK);
    assertThat(retention(Map.of("retention.ms", "604800000"), false).found())
        .isEqualTo("7 days after loading");
    assertThat(retention(Map.of("retention.ms", "604800000"), true).verdict())
        .isEqualTo(CheckStatus.WARNING);
    assertThat(retention(Map.of("retention.ms", "60000"), false).found())
        .isEqualTo("only 60 s after loading");
    assertThat(
            retention(Map.of("cleanup.policy", "compact", "retention.ms", "60000"), true).verdict())
        .isEqualTo(CheckStatus.OK);
    assertThat(
            retention(Map.of("retention.ms", "-1", "message.timestamp.type", "LogAppendTime"), true)
                .found())
        .contains("has no effect");
    assertThat(retention(Map.of(), true).verdict()).isEqualTo(CheckStatus.UNKNOWN);
  }

  @Test
  void looksAtTheDiskOfTheSpool(@TempDir Path directory) throws Exception {
    Path spool = directory.resolve("a/b");
    assertThat(Checkup.spool(spool, 1).verdict()).isEqualTo(CheckStatus.OK);
    assertThat(Checkup.spool(spool, Long.MAX_VALUE).verdict()).isEqualTo(CheckStatus.WARNING);
    assertThat(spool.getParent()).doesNotExist();
    Files.createFile(directory.resolve("a"));
    assertThat(Checkup.spool(spool, 1).verdict()).isEqualTo(CheckStatus.FAILED);
  }

  private static Observation retention(Map<String, String> settings, boolean eventTimes) {
    return TopicCheck.retention(new TopicFacts("t", 1, 1, 0, Set.of(), settings), eventTimes);
  }
}
