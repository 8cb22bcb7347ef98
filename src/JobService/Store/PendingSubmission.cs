namespace Floe.JobService.Store;

/// <summary>A submit on its way into the store, with its stored form and its hash.</summary>
internal sealed class PendingSubmission(Submission submission, string json, string hash, string? traceParent)
{
    // Whoever waits must not go on with the thread that commits for everybody.
    private readonly TaskCompletionSource<Acceptance> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Submission Submission { get; } = submission;

    public string Json { get; } = json;

    public string Hash { get; } = hash;

    public string? TraceParent { get; } = traceParent;

    public Task<Acceptance> Answer => _answer.Task;

    public void Complete(Acceptance acceptance) => _answer.SetResult(acceptance);

    public void Fail(Exception error) => _answer.SetException(error);
}
