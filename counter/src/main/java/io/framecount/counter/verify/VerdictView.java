package io.framecount.counter.verify;

import com.fasterxml.jackson.core.JsonGenerator;
import io.framecount.common.cli.Sheet;
import io.framecount.common.cli.Sheet.Cell;
import io.framecount.common.cli.Sheet.Format;
import io.framecount.common.json.Json;
import io.framecount.counter.progress.Tally;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** Prints a verdict: a table for people, tab-separated or JSON for programs. */
public final class VerdictView {
  private static final List<String> COLUMNS =
      List.of("partition", "read", "counted", "set_aside", "lag", "missing", "hidden");

  private final Evidence evidence;
  private final Verdict verdict;

  public VerdictView(Verdict verdict) {
    this.verdict = verdict;
    evidence = verdict.evidence();
  }

  /** Prints the verdict. */
  public void print(Format format, PrintWriter out) {
    switch (format) {
      case TABLE -> table(out);
      case TSV -> sheet(true).print(Format.TSV, out);
      case JSON -> out.print(Json.object(this::fields) + "\n");
    }
  }

  private void table(PrintWriter out) {
    sheet(false).print(Format.TABLE, out);
    for (String size : evidence.sizes()) {
      out.printf(
          Locale.ROOT,
          "windows (%s): %,d frames, and %,d not yet merged%s%n",
          size,
          evidence.merged().getOrDefault(size, 0L),
          evidence.unmerged().getOrDefault(size, 0L),
          late(size));
    }
    if (!evidence.tally().passedOver().isEmpty()) {
      out.printf("passed over: %s%n", evidence.tally().othersText());
    }
    out.printf(
        Locale.ROOT,
        "dead letters: %,d%s%n",
        evidence.deadLetters(),
        evidence.allDeadLetters() ? "" : " (older ones are deleted)");
  }

  private String late(String size) {
    long late = evidence.late().getOrDefault(size, 0L);
    return late == 0 ? "" : String.format(Locale.ROOT, ", %,d late and not in a row", late);
  }

  /**
   * Lists the partitions and their sum.
   *
   * @param passedOver whether to add a column of records passed over, which are rare
   */
  private Sheet sheet(boolean passedOver) {
    List<String> names = new ArrayList<>(COLUMNS);
    if (passedOver) {
      names.add("passed_over");
    }
    Sheet sheet = new Sheet(names.toArray(String[]::new));
    tallies()
        .forEach(
            (partition, tally) ->
                sheet.add(
                    cells(
                        Integer.toString(partition),
                        tally,
                        lag(partition),
                        evidence.missing(partition),
                        hidden(partition),
                        names.size())));
    sheet.add(
        cells(
            "total",
            evidence.tally(),
            evidence.lagSum(),
            evidence.missingSum(),
            verdict.hiddenSum(),
            names.size()));
    return sheet;
  }

  private static Cell[] cells(
      String name, Tally tally, long lag, long missing, long hidden, int columns) {
    LongStream numbers =
        LongStream.of(
            tally.read(), tally.counted(), tally.setAside(), lag, missing, hidden, tally.others());
    return Stream.concat(Stream.of(Cell.of(name)), numbers.mapToObj(Cell::of))
        .limit(columns)
        .toArray(Cell[]::new);
  }

  /** Returns the tallies by partition, also of partitions with frames that are not counted yet. */
  private Map<Integer, Tally> tallies() {
    Map<Integer, Tally> tallies = new TreeMap<>(evidence.byPartition());
    for (Map<TopicPartition, Long> open : List.of(evidence.lag(), verdict.hidden())) {
      open.forEach(
          (partition, offsets) -> {
            if (offsets > 0) {
              tallies.putIfAbsent(partition.partition(), Tally.NONE);
            }
          });
    }
    return tallies;
  }

  private void fields(JsonGenerator json) throws IOException {
    json.writeBooleanField("holds", verdict.holds());
    json.writeBooleanField("provisional", verdict.provisional());
    json.writeNumberField("counters", evidence.members());
    fields(json, evidence.tally(), evidence.lagSum(), evidence.missingSum());
    sums(json, "merged", evidence.merged());
    sums(json, "unmerged", evidence.unmerged());
    sums(json, "late", evidence.late());
    json.writeNumberField("windows", evidence.windows());
    json.writeNumberField("dead_letters", evidence.deadLetters());
    json.writeNumberField("hidden", verdict.hiddenSum());
    json.writeStringField("verdict", verdict.kind().name().toLowerCase(Locale.ROOT));
    partitions(json);
    texts(json, "limits", verdict.limits());
    texts(json, "problems", verdict.problems());
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private void partitions(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("partitions");
    for (Map.Entry<Integer, Tally> entry : tallies().entrySet()) {
      json.writeStartObject();
      int partition = entry.getKey();
      json.writeNumberField("partition", partition);
      json.writeNumberField("hidden", hidden(partition));
      fields(json, entry.getValue(), lag(partition), evidence.missing(partition));
      if (evidence.from(partition) >= 0) {
        json.writeNumberField("counted_from", evidence.from(partition));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void fields(JsonGenerator json, Tally tally, long lag, long missing)
      throws IOException {
    json.writeNumberField("read", tally.read());
    json.writeNumberField("counted", tally.counted());
    json.writeNumberField("set_aside", tally.setAside());
    json.writeNumberField("lag", lag);
    json.writeNumberField("missing", missing);
    json.writeNumberField("cut_off", tally.cutOff().offsets());
    sums(json, "passed_over", tally.passedOver());
  }

  private static void sums(JsonGenerator json, String name, Map<String, Long> bySize)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Long> sum : bySize.entrySet()) {
      json.writeNumberField(sum.getKey(), sum.getValue());
    }
    json.writeEndObject();
  }

  private long lag(int partition) {
    return of(partition, evidence.lag());
  }

  private long hidden(int partition) {
    return of(partition, verdict.hidden());
  }

  private static long of(int partition, Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .filter(each -> each.getKey().partition() == partition)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
