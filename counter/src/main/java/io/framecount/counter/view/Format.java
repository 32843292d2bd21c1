package io.framecount.counter.view;

/** The ways to print results, as {@code --format} names them. */
public enum Format {
  /** For people: columns and bars. */
  TABLE {
    @Override
    public View view() {
      return new TableView(TerminalWidth.columns());
    }
  },
  /** For other programs: tab-separated, with a header line. */
  TSV {
    @Override
    public View view() {
      return new TsvView();
    }
  },
  /** For other programs: one JSON object a line, with all that is known. */
  JSON {
    @Override
    public View view() {
      return new JsonView();
    }
  };

  public abstract View view();
}
