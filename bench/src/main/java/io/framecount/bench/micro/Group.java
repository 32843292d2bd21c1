package io.framecount.bench.micro;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.RunResult;

/**
 * The benchmarks that go into one table.
 *
 * @param file of the figure, without its suffix
 * @param about in Markdown
 * @param parameter of the benchmarks, which tells rows of one method apart; null for none
 * @param bytes how many bytes an operation of a result reads; null where that means nothing
 */
record Group(
    String file,
    String title,
    String about,
    Class<? extends Measured> benchmark,
    String parameter,
    ToDoubleFunction<RunResult> bytes,
    List<Row> rows) {}
