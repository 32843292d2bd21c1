package io.framecount.common.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes an answer as text, but no more of it than any registry has to say. */
final class LimitedBody implements BodySubscriber<String> {
  /** Far more than the largest schema. */
  static final int MOST_BYTES = 16 << 20;

  private final BodySubscriber<String> text = BodySubscribers.ofString(UTF_8);
  private final CompletableFuture<String> body = new CompletableFuture<>();
  private Flow.Subscription subscription;
  private long bytes;

  static BodyHandler<String> handler() {
    return answer -> new LimitedBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    text.onSubscribe(given);
  }

  @Override
  public void onNext(List<ByteBuffer> more) {
    bytes += more.stream().mapToLong(ByteBuffer::remaining).sum();
    if (bytes > MOST_BYTES) {
      subscription.cancel();
      onError(new IOException("its answer has more than %d MiB".formatted(MOST_BYTES >> 20)));
    } else {
      text.onNext(more);
    }
  }

  @Override
  public void onError(Throwable problem) {
    body.completeExceptionally(problem);
  }

  @Override
  public void onComplete() {
    text.onComplete();
    text.getBody().thenAccept(body::complete);
  }

  @Override
  public CompletionStage<String> getBody() {
    return body;
  }
}
