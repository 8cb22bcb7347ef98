using Floe.JobService.Engines.SparkOperator.Views;
using Floe.JobService.Kubernetes;

namespace Floe.JobService.Engines.SparkOperator;

/// <summary>Everything that the service knows of one namespace, kept up to date by one loop for each kind of object.</summary>
internal sealed class NamespaceWatch
{
    /// <summary>A cluster that is away no longer than this is not spoken of.</summary>
    public static readonly TimeSpan Blip = TimeSpan.FromSeconds(15);

    private readonly TimeProvider _time;
    private readonly ListWatch<ApplicationView> _applications;
    private readonly ListWatch<ScheduleView> _schedules;
    private readonly ListWatch<PodView> _pods;
    private readonly ListWatch<EventView> _warnings;
    private long? _awaySince;

    public NamespaceWatch(string name, KubernetesApi api, ListWatchTimes times, Action<string> jobChanged, Action problemChanged, TimeProvider time, ILogger logger)
    {
        Name = name;
        _time = time;
        _awaySince = time.GetTimestamp();
        Applications = new(application => application.Metadata.Labels?.JobId, jobChanged);
        Schedules = new(_ => null, _ => { });
        Pods = new(pod => pod.Metadata.Labels?.JobId, jobChanged);
        Warnings = new(warning => warning.InvolvedObject?.Uid, uid =>
        {
            if (Pods.Find(uid)?.Metadata.Labels?.JobId is { } job) jobChanged(job);
        });
        var json = KubernetesJson.Default;
        _applications = new(api, new(ApplicationView.Type, name, "", json.ListPageApplicationView, json.ApplicationView), Applications, times, time, logger);
        _schedules = new(api, new(ScheduleView.Type, name, "", json.ListPageScheduleView, json.ScheduleView), Schedules, times, time, logger);
        // Those of this service only: others' drivers are shown by their application's own word.
        _pods = new(api, new(ResourceType.Pods, name, "labelSelector=floe%2Fjob-id", json.ListPagePodView, json.PodView), Pods, times, time, logger);
        _warnings = new(api, new(ResourceType.Events, name, "fieldSelector=type%3DWarning%2CinvolvedObject.kind%3DPod", json.ListPageEventView, json.EventView), Warnings, times, time, logger);
        _applications.ProblemChanged += ProblemChanged;
        _pods.ProblemChanged += ProblemChanged;

        void ProblemChanged()
        {
            _awaySince = Problem is null ? null : _awaySince ?? _time.GetTimestamp();
            problemChanged();
        }
    }

    public string Name { get; }

    public ResourceCache<ApplicationView> Applications { get; }

    public ResourceCache<ScheduleView> Schedules { get; }

    public ResourceCache<PodView> Pods { get; }

    public ResourceCache<EventView> Warnings { get; }

    /// <summary>Applications and pods have been listed whole: what is not there, is not there.</summary>
    public bool IsSynced => _applications.Synced.IsCompleted && _pods.Synced.IsCompleted;

    public Task Synced => Task.WhenAll(_applications.Synced, _pods.Synced);

    /// <summary>Why applications and pods cannot be followed just now; null: they can.</summary>
    public string? Problem => _applications.Problem ?? _pods.Problem;

    /// <summary>For how long there has been a problem; zero: there is none.</summary>
    public TimeSpan AwayFor => _awaySince is { } since ? _time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>The newest thing that went wrong with a pod; null: nothing the cluster told of.</summary>
    public EventView? WarningOf(string podUid) => Warnings.InGroup(podUid).MaxBy(warning => warning.At);

    public Task RunAsync(CancellationToken cancellationToken) => Task.WhenAll(
        _applications.RunAsync(cancellationToken), _schedules.RunAsync(cancellationToken), _pods.RunAsync(cancellationToken), _warnings.RunAsync(cancellationToken));
}
