package io.framecount.common.serde;

import io.framecount.common.cli.CommandFailure;
import io.framecount.common.cli.ExitCode;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;

/** A serde that the user names, by one class or two. */
record SerdeClass(List<String> names) {

  /** Configures a serde. */
  interface Configure<T> {
    void accept(T made, Map<String, Object> config);
  }

  /**
   * Creates the serde of this type.
   *
   * @throws CommandFailure with one sentence for any failure
   */
  <T> T make(Class<T> type, Map<String, Object> config, Configure<T> configure) {
    Class<? extends T> found = find(type);
    try {
      T made = found.getDeclaredConstructor().newInstance();
      configure.accept(made, config);
      return made;
    } catch (NoSuchMethodException | InstantiationException | IllegalAccessException e) {
      throw usage(
          "%s can't be made: it needs a public constructor without parameters"
              .formatted(found.getName()),
          e);
    } catch (InvocationTargetException e) {
      throw unusable(found, e.getCause());
    } catch (RuntimeException | LinkageError e) {
      throw unusable(found, e);
    }
  }

  private <T> Class<? extends T> find(Class<T> type) {
    return names.stream()
        .<Class<?>>map(SerdeClass::load)
        .filter(type::isAssignableFrom)
        .findFirst()
        .orElseThrow(
            () ->
                usage(
                    "--serde %s has no class that implements %s, which this command needs"
                        .formatted(String.join(",", names), type.getName()),
                    null))
        .asSubclass(type);
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name, true, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw usage(
          "class %s of --serde is not on the class path; add its jars with FRAMECOUNT_CLASSPATH%s"
              .formatted(
                  name, name.startsWith("io.confluent.") ? ", or build with -Pconfluent" : ""),
          e);
    } catch (LinkageError e) {
      throw SerdeTrouble.of(name, e);
    }
  }

  private static CommandFailure unusable(Class<?> made, Throwable thrown) {
    return thrown instanceof LinkageError
        ? (CommandFailure) SerdeTrouble.of(made.getName(), thrown)
        : usage(
            "%s refuses its settings: %s".formatted(made.getName(), SerdeTrouble.reason(thrown)),
            thrown);
  }

  private static CommandFailure usage(String sentence, Throwable cause) {
    return new CommandFailure(ExitCode.USAGE, sentence, cause);
  }
}
