package io.framecount.loader.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.loader.resume.KnownLoads.KnownLoad;
import io.framecount.loader.resume.LoadProgress;
import java.util.List;

/**
 * How far one file is loaded.
 *
 * @param lines lines that are done
 * @param bytes bytes that are done, decompressed
 * @param saved when that was noted, ISO-8601; null if not known
 * @param openBytes length of a last line without an end that is left; null if there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatusRow(
    String topic,
    String file,
    long lines,
    long bytes,
    long frames,
    long rejected,
    boolean complete,
    String saved,
    @JsonProperty("open_bytes") Long openBytes,
    String group) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static StatusRow of(KnownLoad load) {
    LoadProgress progress = load.progress();
    return new StatusRow(
        load.topic(),
        progress.file(),
        progress.checkpoint().lines(),
        progress.checkpoint().position(),
        progress.frames(),
        progress.rejected(),
        progress.complete(),
        progress.saved() == null ? null : progress.saved().toString(),
        progress.openBytes() == 0 ? null : progress.openBytes(),
        load.group());
  }

  /** Complete, or where it stands. */
  String state() {
    if (openBytes != null) {
      return "line %,d has no end yet".formatted(lines + 1);
    }
    return complete ? "complete" : "stopped at line %,d".formatted(lines);
  }

  static String toJson(List<StatusRow> rows) {
    try {
      return JSON.writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
