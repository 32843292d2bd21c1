package io.framecount.bench.rivals.duckdb;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Counts frames and exact unique users per minute of a file of JSON lines with DuckDB, and prints
 * what {@code counter --file FILE --format tsv} prints. DuckDB parses the two columns that it is
 * told of, on all cores.
 */
public final class DuckDbCounter {
  private static final String QUERY =
      """
      select strftime(time_bucket(interval '1 minute', to_timestamp(ts) at time zone 'UTC'),
                      '%Y-%m-%dT%H:%M:%SZ') as minute,
             count(*), count(distinct uid)
      from read_json(?, format = 'newline_delimited', columns = {ts: 'BIGINT', uid: 'VARCHAR'})
      group by minute order by minute
      """;

  private DuckDbCounter() {}

  /**
   * Counts.
   *
   * @param args the file
   */
  public static void main(String... args) throws SQLException {
    PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        PreparedStatement query = duck.prepareStatement(QUERY)) {
      query.setString(1, args[0]);
      try (ResultSet rows = query.executeQuery()) {
        out.print("minute\tframes\tunique_users\n");
        while (rows.next()) {
          out.printf("%s\t%d\t%d\n", rows.getString(1), rows.getLong(2), rows.getLong(3));
        }
      }
    }
    out.flush();
  }
}
