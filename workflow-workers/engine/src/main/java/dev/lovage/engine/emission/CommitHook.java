package dev.lovage.engine.emission;

import com.google.protobuf.ByteString;

import dev.lovage.events.Failpoint;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.temporal.api.command.v1.Command;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// Listens on the connection to Temporal and tells the outbox when a workflow task begins and when
/// the server has accepted it.
///
/// The ids in the messages decide, not the order of calls: the next task may be polled before the
/// answer to the last one is read.
public final class CommitHook implements ClientInterceptor {
    /// More than can be at work; a task that ends otherwise than by an answer is never asked for.
    private static final int MAX_TASKS = 10_000;

    private record Task(String run, long startedEventId) {}

    private record Answer(Task task, boolean closes) {}

    private final Outbox outbox;
    private final Map<ByteString, Task> tasks = Collections.synchronizedMap(new Recent());

    public CommitHook(Outbox outbox) {
        this.outbox = outbox;
    }

    private static final class Recent extends LinkedHashMap<ByteString, Task> {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteString, Task> eldest) {
            return size() > MAX_TASKS;
        }
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
            MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        var call = next.newCall(method, options);
        return switch (method.getBareMethodName()) {
            case "PollWorkflowTaskQueue", "RespondWorkflowTaskCompleted" -> new Heard<>(call);
            case null, default -> call;
        };
    }

    private final class Heard<Q, R> extends SimpleForwardingClientCall<Q, R> {
        private @Nullable Answer answer;

        Heard(ClientCall<Q, R> call) {
            super(call);
        }

        @Override
        public void sendMessage(Q message) {
            if (message instanceof RespondWorkflowTaskCompletedRequest request) {
                var task = tasks.get(request.getTaskToken());
                if (task != null) {
                    answer = new Answer(task, closes(request));
                }
                Failpoint.reach("emission.before-acceptance");
            }
            super.sendMessage(message);
        }

        @Override
        public void start(Listener<R> listener, Metadata headers) {
            super.start(new Ear(listener), headers);
        }

        private final class Ear extends SimpleForwardingClientCallListener<R> {
            private @Nullable PollWorkflowTaskQueueResponse following;

            Ear(Listener<R> listener) {
                super(listener);
            }

            /// The poll is heard before the worker gets it, so that the outbox knows the run when
            /// its code begins.
            @Override
            public void onMessage(R message) {
                if (message instanceof PollWorkflowTaskQueueResponse polled) {
                    begun(polled);
                } else if (message instanceof RespondWorkflowTaskCompletedResponse accepted) {
                    following = accepted.getWorkflowTask();
                    settle();
                }
                super.onMessage(message);
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
                if (status.isOk()) {
                    settle();
                }
                super.onClose(status, trailers);
            }

            private void settle() {
                var settled = answer;
                answer = null;
                if (settled != null) {
                    outbox.committed(settled.task.run, settled.task.startedEventId, settled.closes);
                }
                if (following != null) {
                    begun(following);
                    following = null;
                }
            }
        }
    }

    private void begun(PollWorkflowTaskQueueResponse task) {
        if (!task.getTaskToken().isEmpty() && !task.hasQuery()) {
            var run = task.getWorkflowExecution().getRunId();
            tasks.put(task.getTaskToken(), new Task(run, started(task)));
            outbox.begun(run, task.getPreviousStartedEventId(), whole(task));
        }
    }

    /// As Temporal's own SDK decides whether to replay.
    private static boolean whole(PollWorkflowTaskQueueResponse task) {
        var history = task.getHistory().getEventsList();
        return !history.isEmpty() && history.getFirst().getEventId() == 1;
    }

    /// The history at hand decides: Temporal's in-memory server gives an id that is too small when
    /// something arrived between the schedule and the start of the task.
    private static long started(PollWorkflowTaskQueueResponse task) {
        var history = task.getHistory().getEventsList();
        return history.isEmpty()
                ? task.getStartedEventId()
                : Math.max(task.getStartedEventId(), history.getLast().getEventId());
    }

    private static boolean closes(RespondWorkflowTaskCompletedRequest request) {
        return request.getCommandsList().stream().anyMatch(CommitHook::closes);
    }

    private static boolean closes(Command command) {
        return switch (command.getCommandType()) {
            case COMMAND_TYPE_COMPLETE_WORKFLOW_EXECUTION,
                    COMMAND_TYPE_FAIL_WORKFLOW_EXECUTION,
                    COMMAND_TYPE_CANCEL_WORKFLOW_EXECUTION,
                    COMMAND_TYPE_CONTINUE_AS_NEW_WORKFLOW_EXECUTION ->
                    true;
            default -> false;
        };
    }
}
