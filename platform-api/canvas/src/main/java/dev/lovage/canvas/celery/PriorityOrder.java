package dev.lovage.canvas.celery;

/// Which of Celery's priorities, 0 to 9, goes first: that depends on the broker it was sent
/// through.
public enum PriorityOrder {
    /// 9 goes first.
    RABBITMQ,
    /// 0 goes first.
    REDIS;

    static final int MOST = 9;

    /// The same among ours: two of Celery's make one of 1 (first) to 5.
    int ours(int priority) {
        return switch (this) {
            case RABBITMQ -> 1 + (MOST - priority) / 2;
            case REDIS -> 1 + priority / 2;
        };
    }
}
