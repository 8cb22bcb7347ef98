using Floe.JobService.Hosting;
using Floe.JobService.Store;
using Floe.JobService.Telemetry;

namespace Floe.JobService.Dispatch;

/// <summary>
/// Gives queued jobs to engines while this process leads. Where it is the only one it clears up before the service listens, starts jobs once it
/// does, and brings them to an end before it stops listening: so whoever follows a job sees how it ended.
/// </summary>
internal sealed class Dispatcher(
    JobServiceOptions options,
    IStoreDatabase database,
    ILeaderElection election,
    Recovery recovery,
    DispatchLoop loop,
    LeaderWorkLoop works,
    RunSet runs,
    ServiceLife life,
    TimeProvider time,
    ILogger<Dispatcher> logger) : IHostedLifecycleService, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private (LeaderTerm Term, IReadOnlyList<JobRecord> GoOn)? _first;
    private Task _leading = Task.CompletedTask;

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (database.IsShared) return;
        var term = await election.WinAsync(cancellationToken);
        _first = (term, await recovery.RunAsync(term, cancellationToken));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        _leading = Task.Run(LeadAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _leading.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await life.EndAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stop.Dispose();

    private async Task LeadAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await LeadTermAsync();
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A defect must not end the dispatching for good: jobs would be accepted and never run.
            catch (Exception e)
#pragma warning restore CA1031
            {
                logger.DispatchFailed(e, DispatchLoop.StoreAwayWait);
                await Task.Delay(DispatchLoop.StoreAwayWait, time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task LeadTermAsync()
    {
        var (first, goOn) = _first is { } known ? (known.Term, known.GoOn) : (null, []);
        _first = null;
        await using var term = first ?? await election.WinAsync(_stop.Token);
        if (first is null) goOn = await recovery.RunAsync(term, _stop.Token);
        logger.Leads(term.Epoch);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, term.Lost);
        var working = works.RunAsync(term.Epoch, either.Token);
        try
        {
            await loop.RunAsync(term, goOn, either.Token);
        }
        catch (Exception e) when (e is LeaderReplacedException || (e is OperationCanceledException && term.Lost.IsCancellationRequested))
        {
            await runs.LeaveAsync();
            return;
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // What is queued stays queued.
        }
        catch (Exception)
        {
            // The next term takes these runs for its own: they must not go on here beside it.
            await runs.LeaveAsync();
            throw;
        }
        finally
        {
            await either.CancelAsync();
            await working;
        }
        // The next leader begins when this one's runs are over.
        await runs.DrainAsync(options.StopGrace);
    }
}
