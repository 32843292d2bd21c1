package io.framecount.bench.report;

import java.util.List;

/** Figures in rows. */
public record TableResult(
    String section, String title, String about, List<String> columns, List<List<String>> rows)
    implements Result {}
