package io.framecount.loader.convert;

import io.framecount.loader.convert.scan.KeyTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Avro enum: the string that is a symbol; any other string is the enum's default, if it has one.
 */
final class EnumNode implements Node {
  private static final int NO_DEFAULT = -1;

  private final List<String> symbols;
  private final KeyTable indexes;
  private final int defaultIndex;

  /**
   * @param defaultSymbol may be null
   */
  EnumNode(List<String> symbols, String defaultSymbol) {
    this.symbols = List.copyOf(symbols);
    Map<String, Integer> bySymbol = new HashMap<>();
    symbols.forEach(symbol -> bySymbol.put(symbol, bySymbol.size()));
    this.indexes = new KeyTable(bySymbol, false);
    this.defaultIndex = defaultSymbol == null ? NO_DEFAULT : symbols.indexOf(defaultSymbol);
  }

  @Override
  public boolean encode(Encoding in, int at, AvroBuffer out) {
    if (!in.readText(at, this)) {
      return false;
    }
    int index = indexes.find(in.text.bytes(), in.text.start(), in.text.end());
    if (index == indexes.unknown()) {
      if (in.exact || defaultIndex == NO_DEFAULT) {
        return in.fail(Reason.UNKNOWN_SYMBOL, at, this);
      }
      index = defaultIndex;
    }
    out.writeLong(index);
    return true;
  }

  @Override
  public int kinds() {
    return Kinds.STRING;
  }

  @Override
  public String expected() {
    return "one of " + String.join(", ", symbols);
  }
}
