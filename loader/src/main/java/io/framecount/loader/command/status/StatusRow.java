package io.framecount.loader.command.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.framecount.loader.resume.KnownLoads.KnownLoad;
import io.framecount.loader.resume.LoadProgress;
import java.time.Instant;
import java.util.List;

/**
 * How far one file is loaded.
 *
 * @param lines lines that are done
 * @param bytes bytes that are done, decompressed
 * @param saved when that was noted, ISO-8601; null if not known
 * @param openBytes length of a last line without an end that is left; null if there is none
 * @param damage why it could not be read on, and where; null if it could
 * @param deciding true if a transaction is open that may move this on, else null
 * @param hidden true if a transaction is open that may hide these frames from readers, else null
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
    String damage,
    Boolean deciding,
    Boolean hidden,
    String group) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @param hiddenSince since when a transaction has hidden what comes to the topic; null if none
   *     does
   */
  static StatusRow of(KnownLoad load, Instant hiddenSince) {
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
        progress.damage(),
        load.deciding() ? true : null,
        isHidden(progress.saved(), hiddenSince) ? true : null,
        load.group());
  }

  private static boolean isHidden(Instant saved, Instant hiddenSince) {
    return hiddenSince != null && (saved == null || !saved.isBefore(hiddenSince));
  }

  /** Returns whether a transaction is open on which it depends what can be said of the load. */
  boolean inDoubt() {
    return deciding != null || hidden != null;
  }

  /** Complete, or where it stands. */
  String state() {
    String state =
        openBytes != null
            ? "line %,d has no end yet".formatted(lines + 1)
            : complete ? "complete" : "stopped at line %,d".formatted(lines) + because();
    if (deciding != null) {
      return state + ", and a commit that is not decided";
    }
    return hidden == null ? state : state + ", but an open transaction may hide it";
  }

  private String because() {
    return damage == null ? "" : ", " + damage;
  }

  static String toJson(List<StatusRow> rows) {
    try {
      return JSON.writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
