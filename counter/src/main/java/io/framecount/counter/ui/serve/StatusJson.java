package io.framecount.counter.ui.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import io.framecount.common.json.Json;
import io.framecount.counter.metrics.RunState;
import io.framecount.counter.progress.SettingsNote;
import io.framecount.counter.ui.follow.CountWatch;
import io.framecount.counter.ui.follow.CountsFollower;
import io.framecount.counter.ui.store.CountStore.SizeInfo;
import java.io.IOException;
import java.util.Optional;

/** Status of a count beside its numbers. */
final class StatusJson {
  private static final int MOST_GROUPS = 200;

  private final CountSource source;
  private final String generation;

  /**
   * @param generation tells this process from the one before
   */
  StatusJson(CountSource source, String generation) {
    this.source = source;
    this.generation = generation;
  }

  /** Returns lag, health and progress. The same text as long as nothing changes. */
  String status() {
    return Json.object(this::writeStatus);
  }

  /** Returns what there is to be shown. */
  String count() {
    CountWatch.GroupStatus status = source.status().get();
    return Json.object(
        json -> {
          json.writeStringField("generation", generation);
          json.writeNumberField("version", source.store().version());
          json.writeStringField("topic", source.topic());
          settings(json, status.settings());
          json.writeArrayFieldStart("windows");
          for (SizeInfo info : source.store().sizes()) {
            size(json, info);
          }
          json.writeEndArray();
          json.writeObjectFieldStart("status");
          writeStatus(json);
          json.writeEndObject();
        });
  }

  private static void settings(JsonGenerator json, Optional<SettingsNote> note) throws IOException {
    json.writeStringField(
        "zone", note.map(n -> n.settings().windows().zone().getId()).orElse(null));
    json.writeStringField("by", note.flatMap(SettingsNote::by).orElse(null));
  }

  private void size(JsonGenerator json, SizeInfo info) throws IOException {
    json.writeStartObject();
    json.writeStringField("size", info.size().text());
    json.writeNumberField("windows", info.windows());
    json.writeNumberField("first", Math.floorDiv(info.first(), 1_000L));
    json.writeNumberField("last", Math.floorDiv(info.last(), 1_000L));
    if (info.floor() > Long.MIN_VALUE) {
      json.writeNumberField("kept", Math.floorDiv(info.floor(), 1_000L));
    }
    if (info.lacking()) {
      json.writeBooleanField("lacking", true);
    }
    json.writeNumberField("late", info.late());
    json.writeNumberField("groupCount", info.groups());
    json.writeArrayFieldStart("groups");
    for (String group : source.store().groups(info.size(), MOST_GROUPS)) {
      json.writeString(group);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeStatus(JsonGenerator json) throws IOException {
    CountsFollower.Progress progress = source.progress().get();
    CountWatch.GroupStatus status = source.status().get();
    json.writeBooleanField("loaded", progress.loaded());
    json.writeNumberField("loading", Math.floor(progress.loading() * 100) / 100);
    json.writeNumberField("unreadable", progress.unreadable());
    json.writeNumberField("sizes", source.store().sizeCount());
    problem(json, progress, status);
    if (status.lag().isPresent()) {
      json.writeNumberField("lag", status.lag().getAsLong());
    }
    if (status.missing().isPresent()) {
      json.writeNumberField("missing", status.missing().getAsLong());
    }
    if (status.counters().isPresent()) {
      json.writeNumberField("counters", status.counters().getAsInt());
    }
    if (source.run().isPresent()) {
      run(json, source.run().get().get());
    }
  }

  private static void problem(
      JsonGenerator json, CountsFollower.Progress progress, CountWatch.GroupStatus status)
      throws IOException {
    if (progress.problem().isPresent()) {
      json.writeStringField("problem", progress.problem().get());
    } else if (!status.answered()) {
      json.writeStringField("problem", "Kafka does not answer");
    }
  }

  private static void run(JsonGenerator json, RunState.Snapshot run) throws IOException {
    json.writeObjectFieldStart("run");
    json.writeStringField("problem", run.problem().orElse(null));
    json.writeStringField("waiting", run.waiting().orElse(null));
    json.writeNumberField("lag", run.lag());
    json.writeNumberField("read", run.committed().read());
    json.writeNumberField("missing", run.committed().missing().offsets());
    json.writeNumberField("setAside", run.committed().setAside());
    json.writeNumberField("passedOver", run.committed().others());
    json.writeNumberField("late", run.late());
    json.writeEndObject();
  }
}
