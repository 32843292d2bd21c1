package io.framecount.counter.view;

/** The ways to print results, as {@code --format} names them. */
public enum Format {
  /** For people: columns and bars. */
  TABLE {
    @Override
    public View view(Columns columns) {
      return new TableView(columns, TerminalWidth.columns());
    }
  },
  /** For other programs: tab-separated, with a header line. */
  TSV {
    @Override
    public View view(Columns columns) {
      return new TsvView(columns);
    }
  },
  /** For other programs: one JSON object a line, with all that is known. */
  JSON {
    @Override
    public View view(Columns columns) {
      return new JsonView();
    }
  };

  /**
   * A view.
   *
   * @param columns what is known of the results
   */
  public abstract View view(Columns columns);
}
