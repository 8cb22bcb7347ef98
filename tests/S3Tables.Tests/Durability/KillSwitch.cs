namespace Floe.S3Tables.Tests.Durability;

/// <summary>Whether the service has been killed: from then on, and only then, calls may fail.</summary>
internal sealed class KillSwitch
{
    private volatile bool _isThrown;
    private long _acknowledged;

    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    public void Throw() => _isThrown = true;

    public async Task RunUntilThrownAsync(Func<Task> call)
    {
        try
        {
            while (true)
            {
                await call();
                Interlocked.Increment(ref _acknowledged);
            }
        }
        catch (Exception e) when (_isThrown && e is not Xunit.Sdk.XunitException)
        {
            // The service is gone, as planned.
        }
    }
}
