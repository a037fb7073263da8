package dev.lovage.worker.http;

import dev.lovage.sdk.TaskFailure;

import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.MessageConstraintException;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.zip.ZipException;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/// What can go wrong between a request and its answer, as failures of a task: the code, whether
/// another attempt may help, and a sentence.
final class Faults {
    private Faults() {}

    static TaskFailure of(IOException e, WebAddress to) {
        var at = to.scheme() + "://" + to.host() + ":" + to.port();
        return switch (e) {
            case EgressDeniedException _ -> TaskFailure.of("EGRESS_DENIED", message(e)).permanent();
            case UnknownHostException _ ->
                    failure("HTTP_DNS", "The name of %s is not known".formatted(at), e);
            case InterruptedIOException _ ->
                    failure("HTTP_TIMEOUT", "%s did not answer in time".formatted(at), e);
            case ConnectException _, NoRouteToHostException _ ->
                    failure("HTTP_CONNECT", "%s takes no connection".formatted(at), e);
            case SSLException _ when distrusted(e) ->
                    failure("HTTP_TLS", "The certificate of %s is not trusted".formatted(at), e)
                            .permanent();
            case SSLException _ ->
                    failure("HTTP_TLS", "No secure connection to %s came about".formatted(at), e);
            case ZipException _, EOFException _ ->
                    answer("does not hold what its Content-Encoding says").because(e);
            case MessageConstraintException _ ->
                    answer("has more than 100 headers, or one over 8 KiB").because(e);
            case ClientProtocolException _ -> answer("is no HTTP").because(e);
            case IOException _ ->
                    failure("HTTP_LOST", "The connection to %s broke".formatted(at), e);
        };
    }

    static TaskFailure timeout(WebAddress to, Duration limit) {
        return TaskFailure.of(
                "HTTP_TIMEOUT",
                "%s://%s:%d has not answered in full within %s"
                        .formatted(to.scheme(), to.host(), to.port(), words(limit)));
    }

    /// The answer itself is wrong, and would be again.
    static TaskFailure answer(String what) {
        return TaskFailure.of("HTTP_ANSWER", "The answer " + what).permanent();
    }

    static TaskFailure redirect(String what) {
        return TaskFailure.of("HTTP_REDIRECT", "The address " + what).permanent();
    }

    static TaskFailure tooLarge(int maxBytes) {
        return TaskFailure.of(
                        TaskFailure.RESULT_TOO_LARGE,
                        "The body has more than %,d bytes, the worker's lovage.egress.max-bytes"
                                .formatted(maxBytes))
                .permanent();
    }

    private static TaskFailure failure(String code, String message, IOException cause) {
        return TaskFailure.of(code, message).because(cause);
    }

    private static boolean distrusted(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    private static String message(IOException e) {
        return String.valueOf(e.getMessage());
    }

    private static String words(Duration limit) {
        return limit.toMillis() % 1_000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }
}
