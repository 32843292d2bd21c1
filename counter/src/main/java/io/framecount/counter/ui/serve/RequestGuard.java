package io.framecount.counter.ui.serve;

import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Admits only requests to this page itself, and tells browsers to enforce that. An attacker who
 * points a name at this machine (DNS rebinding) is recognised by that name.
 */
final class RequestGuard extends Handler.Wrapper {
  /** All comes from here, nothing is inline, nobody may frame it. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final Set<String> METHODS = Set.of("GET", "HEAD");

  private final AllowedHosts names;

  RequestGuard(AllowedHosts names, Handler inside) {
    super(inside);
    this.names = names;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    var headers = response.getHeaders();
    headers.put("Content-Security-Policy", POLICY);
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put(HttpHeader.CACHE_CONTROL, "no-cache");
    PageAnswer refusal = refusal(request);
    if (refusal != null) {
      headers.put(HttpHeader.ALLOW, "GET, HEAD");
      refusal.send(request, response, callback);
      return true;
    }
    return super.handle(request, response, callback);
  }

  private PageAnswer refusal(Request request) {
    if (!names.include(request.getHeaders().get(HttpHeader.HOST))) {
      return PageAnswer.refusal(
          421,
          "open this page as http://127.0.0.1 or http://localhost; --ui-name allows other names");
    }
    if (!METHODS.contains(request.getMethod())) {
      return PageAnswer.refusal(405, "this page can only be read");
    }
    String site = request.getHeaders().get("Sec-Fetch-Site");
    boolean api = Request.getPathInContext(request).startsWith("/api/");
    return api && ("cross-site".equals(site) || "same-site".equals(site))
        ? PageAnswer.refusal(403, "other pages may not read this one's data")
        : null;
  }
}
