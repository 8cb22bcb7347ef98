namespace Floe.FakeKubernetes.Server;

/// <summary>Faults to come, each for the next request that it fits.</summary>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly List<(Func<ApiRequest, bool> Fits, Fault Fault, int Left)> _plan = [];

    /// <summary>For the next so many requests of a verb on a resource.</summary>
    public void Next(string verb, string resource, Fault fault, int times = 1) => Next(request => request.Verb == verb && request.Resource == resource, fault, times);

    public void Next(Func<ApiRequest, bool> fits, Fault fault, int times = 1)
    {
        lock (_lock) _plan.Add((fits, fault, times));
    }

    public void Clear()
    {
        lock (_lock) _plan.Clear();
    }

    public Fault? Take(ApiRequest request)
    {
        lock (_lock)
        {
            var index = _plan.FindIndex(entry => entry.Fits(request));
            if (index < 0) return null;
            var (fits, fault, left) = _plan[index];
            if (left <= 1) _plan.RemoveAt(index);
            else _plan[index] = (fits, fault, left - 1);
            return fault;
        }
    }
}
