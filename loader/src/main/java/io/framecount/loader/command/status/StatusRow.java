package io.framecount.loader.command.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.framecount.common.cli.Sheet;
import io.framecount.common.cli.Sheet.Cell;
import io.framecount.common.input.Checkpoint;
import io.framecount.common.json.Json;
import io.framecount.loader.resume.KnownLoads.KnownLoad;
import io.framecount.loader.resume.LoadProgress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;

/**
 * The progress of one file.
 *
 * @param lines lines loaded or rejected so far
 * @param bytes bytes of these lines, decompressed; null for a partition of a topic
 * @param offset the offset behind the last record that was loaded; null for a file
 * @param behind how many offsets the partition has behind that; null for a file, or if not known
 * @param saved time of the commit that saved the progress, ISO-8601; null if not known
 * @param openBytes length of a last line that has no end yet; null if there is none
 * @param damage reason and place of damage that ends the file; null if there is none
 * @param deciding true if an open transaction may move the progress on, else null
 * @param hidden true if an open transaction may hide these frames from readers, else null
 * @param linesAre what is counted as lines if not lines: "objects", which have no lines of their
 *     own; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StatusRow(
    String topic,
    String file,
    long lines,
    Long bytes,
    long frames,
    long rejected,
    boolean complete,
    String saved,
    @JsonProperty("open_bytes") Long openBytes,
    String damage,
    Long offset,
    Long behind,
    Boolean deciding,
    Boolean hidden,
    String group,
    @JsonProperty("lines_are") String linesAre) {

  /**
   * @param hiddenSince start of the open transaction that hides new frames of the topic; null if
   *     there is none
   * @param end where the partition ends that is loaded; null for a file, or if not known
   */
  static StatusRow of(KnownLoad load, Instant hiddenSince, Long end) {
    LoadProgress progress = load.progress();
    boolean ofTopic = progress.origin() != null;
    long position = progress.checkpoint().position();
    return new StatusRow(
        load.topic(),
        progress.file(),
        progress.checkpoint().lines(),
        ofTopic ? null : position,
        progress.frames(),
        progress.rejected(),
        progress.complete(),
        progress.saved() == null ? null : progress.saved().toString(),
        progress.openBytes() == 0 ? null : progress.openBytes(),
        progress.damage(),
        ofTopic ? position : null,
        ofTopic && end != null ? Math.max(0, end - position) : null,
        load.deciding() ? true : null,
        isHidden(progress.saved(), hiddenSince) ? true : null,
        load.group(),
        progress.checkpoint().unit() == Checkpoint.Unit.LINES ? null : "objects");
  }

  private static boolean isHidden(Instant saved, Instant hiddenSince) {
    return hiddenSince != null && (saved == null || !saved.isBefore(hiddenSince));
  }

  /** Returns whether an open transaction may change this row. */
  boolean inDoubt() {
    return deciding != null || hidden != null;
  }

  /** The state in words: complete, or the line where the load stopped. */
  String state() {
    String state =
        openBytes != null
            ? "%s %,d has no end yet".formatted(unit(), lines + 1)
            : offset != null
                ? offsetText()
                : complete ? "complete" : "stopped at %s %,d".formatted(unit(), lines) + because();
    if (deciding != null) {
      return state + ", and a commit that is not decided";
    }
    return hidden == null ? state : state + ", but an open transaction may hide it";
  }

  private String offsetText() {
    String lag = behind == null ? "" : behind == 0 ? ", the end" : ", %,d behind".formatted(behind);
    return "at offset %,d".formatted(offset) + lag;
  }

  /** The rows as a table. */
  static String toText(List<StatusRow> rows) {
    Sheet table =
        new Sheet("topic", "file", "lines", "bytes", "frames", "rejected", "state", "as_of");
    rows.forEach(
        row ->
            table.add(
                Cell.of(row.topic),
                Cell.of(row.file),
                Cell.of(row.lines),
                row.bytes == null ? Cell.of("") : Cell.of(row.bytes),
                Cell.of(row.frames),
                Cell.of(row.rejected),
                Cell.of(row.state()),
                Cell.of(row.saved == null ? "unknown" : row.saved)));
    StringWriter text = new StringWriter();
    table.print(Sheet.Format.TABLE, new PrintWriter(text));
    return text.toString().stripTrailing();
  }

  private String unit() {
    return linesAre == null ? "line" : "object";
  }

  private String because() {
    return damage == null ? "" : ", " + damage;
  }

  static String toJson(List<StatusRow> rows) {
    return Json.text(Json.mapper(), rows);
  }
}
