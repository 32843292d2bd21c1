package io.framecount.bench.rivals.flink;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableException;
import org.apache.flink.types.Row;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.CloseableIterator;

/**
 * Counts the frames of a topic and their unique users per minute with Flink SQL: one process, up to
 * the end the topic had at the start.
 */
public final class FlinkCounter {
  /** What Flink refuses to do; the same as Framecount's "finished, but not all of it". */
  private static final int REFUSED = 3;

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss'Z'");

  private FlinkCounter() {}

  /** Arguments: bootstrap servers, registry URL, topic, number of frames, exact or approx. */
  public static void main(String[] args) throws Exception {
    FrameQuery query = FrameQuery.named(args.length > 4 ? args[4] : "exact");
    TableEnvironment flink = FlinkSettings.environment(query);
    flink.executeSql(FrameQuery.source(args[0], args[1], args[2]));
    try {
      print(count(flink, query));
    } catch (TableException e) {
      System.err.println("flink: refused: " + e.getMessage());
      System.exit(REFUSED);
    }
    // Threads of the local cluster need not be waited for: all rows are out.
    System.out.flush();
    System.exit(0);
  }

  /** The last row of each minute: the aggregate corrects itself as it goes on. */
  private static Map<LocalDateTime, Row> count(TableEnvironment flink, FrameQuery query)
      throws Exception {
    Map<LocalDateTime, Row> minutes = new TreeMap<>();
    try (CloseableIterator<Row> rows = flink.executeSql(query.sql()).collect()) {
      while (rows.hasNext()) {
        Row row = rows.next();
        if (row.getKind() == RowKind.INSERT || row.getKind() == RowKind.UPDATE_AFTER) {
          minutes.put(row.<LocalDateTime>getFieldAs(0), row);
        }
      }
    }
    return minutes;
  }

  private static void print(Map<LocalDateTime, Row> minutes) {
    minutes.forEach(
        (minute, row) ->
            System.out.printf(
                "%s\t%s\t%s%n",
                MINUTE.format(minute.atOffset(ZoneOffset.UTC)), row.getField(1), row.getField(2)));
  }
}
