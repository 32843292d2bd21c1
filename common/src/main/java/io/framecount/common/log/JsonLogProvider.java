package io.framecount.common.log;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Writes the logs of libraries as lines of a {@link JsonLog}. SLF4J creates it only if the system
 * property {@code slf4j.provider} names it; otherwise none of its classes is loaded.
 */
public final class JsonLogProvider implements SLF4JServiceProvider {
  private static volatile JsonLog log;
  private static volatile boolean enabled;

  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final MDCAdapter context = new NOPMDCAdapter();
  private final Map<String, JsonLogger> loggers = new ConcurrentHashMap<>();

  /** Sets the stream that all loggers write to; call this before the first logger is made. */
  public static void writeTo(JsonLog target) {
    log = target;
  }

  /** Turns logging on or off. */
  public static void enable(boolean wanted) {
    enabled = wanted;
  }

  static JsonLog log() {
    return log;
  }

  static boolean enabled() {
    return enabled && log != null;
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return name -> loggers.computeIfAbsent(name, JsonLogger::new);
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return "2.0.99";
  }

  @Override
  public void initialize() {}
}
