using System.Collections.Concurrent;

namespace Floe.S3Tables.Rest;

/// <summary>
/// Lets the commits of one table in one after the other. Correctness is the compare-and-swap's; this only spares writers of the same
/// table from writing metadata files that are bound to lose.
/// </summary>
public sealed class CommitGates
{
    private readonly ConcurrentDictionary<string, Gate> _gates = [];

    public async Task<IDisposable> EnterAsync(string tableId, CancellationToken cancellationToken)
    {
        var gate = Join(tableId);
        try
        {
            await gate.Semaphore.WaitAsync(cancellationToken);
            return new Entry(this, gate);
        }
        catch
        {
            Leave(gate);
            throw;
        }
    }

    /// <summary>Several gates, always in the same order, so that nobody waits in a circle.</summary>
    public async Task<IDisposable> EnterAsync(IReadOnlyCollection<string> tableIds, CancellationToken cancellationToken)
    {
        var entries = new Entries();
        try
        {
            foreach (var id in tableIds.Order(StringComparer.Ordinal)) entries.Add(await EnterAsync(id, cancellationToken));
            return entries;
        }
        catch
        {
            entries.Dispose();
            throw;
        }
    }

    private Gate Join(string tableId)
    {
        while (true)
        {
            var gate = _gates.GetOrAdd(tableId, static id => new(id));
            lock (gate)
            {
                if (gate.IsClosed) continue;
                gate.Members++;
                return gate;
            }
        }
    }

    /// <summary>The last one out closes the gate: there are as many as there are commits under way.</summary>
    private void Leave(Gate gate)
    {
        lock (gate)
        {
            if (--gate.Members > 0) return;
            gate.IsClosed = true;
            _gates.TryRemove(gate.TableId, out _);
        }
        gate.Semaphore.Dispose();
    }

    private sealed class Gate(string tableId)
    {
        public string TableId { get; } = tableId;

        public SemaphoreSlim Semaphore { get; } = new(1, 1);

        public int Members { get; set; }

        public bool IsClosed { get; set; }
    }

    private sealed class Entries : List<IDisposable>, IDisposable
    {
        public void Dispose() => ForEach(entry => entry.Dispose());
    }

    private sealed class Entry(CommitGates gates, Gate gate) : IDisposable
    {
        public void Dispose()
        {
            gate.Semaphore.Release();
            gates.Leave(gate);
        }
    }
}
