namespace Floe.JobService.Dispatch;

/// <summary>Tells open streams and waiting requests that the last job is over and the service goes away.</summary>
internal sealed class ServiceLife : IDisposable
{
    private readonly CancellationTokenSource _ending = new();

    public CancellationToken Ending => _ending.Token;

    public Task EndAsync() => _ending.CancelAsync();

    public void Dispose() => _ending.Dispose();
}
