package io.framecount.bench.rivals.flink;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;

/**
 * Counts the frames of a topic and their unique users per minute with Flink SQL: one process, up to
 * the end the topic had at the start.
 */
public final class FlinkCounter {
  /**
   * Exit code for a query that Flink refuses; the same as Framecount's for an incomplete result.
   */
  private static final int REFUSED = 3;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'");

  /**
   * The last row of each minute, since the aggregate keeps correcting itself. Flink's tasks are
   * threads of this process and put rows here; Flink's own way to fetch results waits longer.
   */
  private static final Map<LocalDateTime, Row> MINUTES = new ConcurrentSkipListMap<>();

  private FlinkCounter() {}

  /** Arguments: bootstrap servers, registry URL, topic, number of frames, exact or approx. */
  public static void main(String[] args) throws Exception {
    FrameQuery query = FrameQuery.named(args.length > 4 ? args[4] : "exact");
    if (query == FrameQuery.APPROX) {
      System.err.println("flink: approx counts in batch mode; streaming mode refuses it");
    }
    try {
      count(query, FrameQuery.source(args[0], args[1], args[2]));
    } catch (TableException e) {
      System.err.println("flink: refused: " + e.getMessage());
      System.exit(REFUSED);
    }
    print();
    // Threads of the local cluster need not be waited for: all rows are out.
    System.exit(0);
  }

  private static void count(FrameQuery query, String source) throws Exception {
    StreamExecutionEnvironment local = FlinkSettings.local(query);
    StreamTableEnvironment tables = StreamTableEnvironment.create(local);
    tables.executeSql(source);
    tables
        .toChangelogStream(tables.sqlQuery(query.sql()))
        .filter(FlinkCounter::keep)
        .sinkTo(new DiscardingSink<>());
    local.execute("count");
  }

  /** Puts a row into the table; nothing goes on from here. */
  private static boolean keep(Row row) {
    if (row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER) {
      MINUTES.put(row.<LocalDateTime>getFieldAs(0), row);
    }
    return false;
  }

  private static void print() {
    MINUTES.forEach(
        (minute, row) ->
            System.out.printf(
                "%s\t%s\t%s%n",
                MINUTE.format(minute.atOffset(ZoneOffset.UTC)), row.getField(1), row.getField(2)));
    System.out.flush();
  }
}
