using System.Text.Json.Nodes;

namespace Floe.FakeKubernetes.Operator;

/// <summary>
/// The Spark Operator 2.5.2 as a state machine: moves an application by one change at a time, when application or driver pod changed, and by
/// <see cref="Reconcile"/> when time has passed. Pods do only what <see cref="FakeNode"/> is told.
/// </summary>
public sealed class FakeOperator
{
    public const string Plural = "sparkapplications";

    private readonly FakeCluster _cluster;
    private readonly Dictionary<string, string> _specs = [];
    private readonly HashSet<(string, string)> _busy = [];
    private readonly HashSet<(string, string)> _again = [];
    private readonly Lock _lock = new();

    public FakeOperator(FakeCluster cluster)
    {
        _cluster = cluster;
        cluster.Changed += Look;
    }

    /// <summary>False: it is down; applications stay as they are.</summary>
    public bool IsUp { get; set; } = true;

    /// <summary>The message of a spark-submit that fails, for the next submissions; null: they work.</summary>
    public Func<string, string?> SubmissionFault { get; set; } = _ => null;

    /// <summary>As in 1.1 of the operator's manual: looks at the application until there is nothing more to do at this time.</summary>
    public void Reconcile(string space, string name)
    {
        var app = (space, name);
        lock (_lock)
        {
            // It is being looked at: its own changes lead back here.
            _again.Add(app);
            if (!_busy.Add(app)) return;
        }
        while (true)
        {
            lock (_lock)
            {
                if (!_again.Remove(app))
                {
                    _busy.Remove(app);
                    return;
                }
            }
            while (IsUp && Step(space, name)) { }
        }
    }

    public string StateOf(string space, string name) => (string?)_cluster.Find(Plural, space, name)?.Read()["status"]?["applicationState"]?["state"] ?? "";

    private void Look(ClusterEvent change)
    {
        if (change.Object.Plural == Plural && change.Type != "DELETED") Reconcile(change.Object.Namespace, change.Object.Name);
        if (change.Object.Plural == "pods" && change.Object.Labels.GetValueOrDefault("sparkoperator.k8s.io/app-name") is { } owner) Reconcile(change.Object.Namespace, owner);
    }

    private bool Step(string space, string name)
    {
        if (_cluster.Find(Plural, space, name) is not { } found) return false;
        var app = found.Read();
        if (app["metadata"]!["deletionTimestamp"] is not null) return Delete(space, name);
        var status = app["status"] as JsonObject ?? [];
        var state = (string?)status["applicationState"]?["state"] ?? "";
        var spec = app["spec"]!.AsObject();
        if (state is not ("" or "INVALIDATING") && IsChanged(found.Uid, spec)) return Move(found, status, "INVALIDATING");
        if ((bool?)spec["suspend"] == true && state is not ("SUSPENDING" or "SUSPENDED" or "COMPLETED" or "FAILED")) return Move(found, status, "SUSPENDING");
        return Step(found, spec, status, state);
    }

    private bool Step(StoredObject app, JsonObject spec, JsonObject status, string state)
    {
        var driver = Driver(app);
        var container = driver?.Read()["status"]?["containerStatuses"]?[0]?["state"];
        switch (state)
        {
            case "":
                return Submit(app, spec, status);
            case "SUBMISSION_FAILED":
                if (!IsRetried(spec, "onSubmissionFailureRetries", Count(status, "submissionAttempts"))) return End(app, status, "FAILED");
                return IsDue(spec, status, "onSubmissionFailureRetryInterval") && Submit(app, spec, status);
            case "PENDING_RERUN" or "RESUMING":
                return driver is null && Submit(app, spec, status);
            case "SUBMITTED" or "RUNNING" or "UNKNOWN":
                if (container?["terminated"] is { } terminated) return (int)terminated["exitCode"]! == 0 ? Move(app, status, "SUCCEEDING") : Move(app, status, "FAILING", $"driver container failed with ExitCode: {(int)terminated["exitCode"]!}, Reason: {(string?)terminated["reason"]}");
                if (driver is null) return Move(app, status, "FAILING", "driver pod not found");
                if ((string?)driver.Read()["status"]?["phase"] == "Failed") return Move(app, status, "FAILING", "driver container status missing");
                return state != "RUNNING" && container?["running"] is not null && Move(app, status, "RUNNING");
            case "SUCCEEDING":
                return (string?)spec["restartPolicy"]?["type"] == "Always" ? Again(app, status) : End(app, status, "COMPLETED");
            case "FAILING":
                if (!IsRetried(spec, "onFailureRetries", Count(status, "executionAttempts"))) return End(app, status, "FAILED");
                return IsDue(spec, status, "onFailureRetryInterval") && Again(app, status);
            case "INVALIDATING":
                status["executionAttempts"] = 0;
                status["submissionAttempts"] = 0;
                lock (_lock) _specs.Remove(app.Uid);
                return Again(app, status);
            case "SUSPENDING":
                RemovePods(app);
                return Move(app, status, "SUSPENDED");
            case "SUSPENDED":
                return (bool?)spec["suspend"] != true && Move(app, status, "RESUMING");
            default:
                return (long?)spec["timeToLiveSeconds"] is { } ttl && Time(status, "terminationTime") is { } ended && _cluster.Now - ended > TimeSpan.FromSeconds(ttl) && Remove(app);
        }
    }

    private bool Submit(StoredObject app, JsonObject spec, JsonObject status)
    {
        var id = Guid.NewGuid().ToString();
        status["submissionID"] = id;
        status["lastSubmissionAttemptTime"] = _cluster.Stamp();
        status["submissionAttempts"] = Count(status, "submissionAttempts") + 1;
        lock (_lock) _specs[app.Uid] = Compared(spec);
        if (SubmissionFault(app.Name) is { } fault) return Move(app, status, "SUBMISSION_FAILED", fault);
        status["executionAttempts"] = Count(status, "executionAttempts") + 1;
        status["sparkApplicationId"] = $"spark-{id.Replace("-", "", StringComparison.Ordinal)}";
        status["driverInfo"] = new JsonObject { ["podName"] = $"{app.Name}-driver", ["webUIAddress"] = "10.0.0.7:4040" };
        MakePod(app, spec, $"{app.Name}-driver", "driver", id, null);
        return Move(app, status, "SUBMITTED");
    }

    /// <summary>An executor, as a driver asks for it.</summary>
    public StoredObject AddExecutor(string space, string name, int number)
    {
        var app = _cluster.Find(Plural, space, name)!;
        return MakePod(app, app.Read()["spec"]!.AsObject(), $"{name}-exec-{number}", "executor", (string?)app.Read()["status"]?["submissionID"] ?? "", number);
    }

    private StoredObject MakePod(StoredObject app, JsonObject spec, string name, string role, string submission, int? executor)
    {
        var labels = (spec[role]?["labels"] as JsonObject)?.DeepClone().AsObject() ?? [];
        labels["sparkoperator.k8s.io/app-name"] = app.Name;
        labels["sparkoperator.k8s.io/submission-id"] = submission;
        labels["sparkoperator.k8s.io/launched-by-spark-operator"] = "true";
        labels["spark-role"] = role;
        if (executor is { } number) labels["spark-exec-id"] = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return _cluster.Create("pods", app.Namespace, new()
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["labels"] = labels },
            ["status"] = new JsonObject
            {
                ["phase"] = "Pending",
                ["containerStatuses"] = new JsonArray(new JsonObject
                {
                    ["name"] = $"spark-kubernetes-{role}",
                    ["image"] = (string?)spec["image"],
                    ["state"] = new JsonObject { ["waiting"] = new JsonObject { ["reason"] = "ContainerCreating" } },
                }),
            },
        });
    }

    private bool Again(StoredObject app, JsonObject status)
    {
        RemovePods(app);
        return Move(app, status, "PENDING_RERUN");
    }

    private bool End(StoredObject app, JsonObject status, string state)
    {
        status["terminationTime"] = _cluster.Stamp();
        return Move(app, status, state, (string?)status["applicationState"]?["errorMessage"]);
    }

    private bool Move(StoredObject app, JsonObject status, string state, string? error = null)
    {
        status["applicationState"] = new JsonObject { ["state"] = state, ["errorMessage"] = error };
        var wanted = status.DeepClone();
        return _cluster.Change(Plural, app.Namespace, app.Name, body => body["status"] = wanted) is not null;
    }

    private bool Delete(string space, string name)
    {
        foreach (var pod in Pods(space, name).Where(pod => pod.Read()["metadata"]!["deletionTimestamp"] is null))
            _cluster.Change("pods", space, pod.Name, body => body["metadata"]!["deletionTimestamp"] = _cluster.Stamp());
        if (Pods(space, name).Count > 0) return false;
        _cluster.Remove(Plural, space, name);
        return false;
    }

    private bool Remove(StoredObject app)
    {
        RemovePods(app);
        _cluster.Remove(Plural, app.Namespace, app.Name);
        return false;
    }

    private void RemovePods(StoredObject app)
    {
        foreach (var pod in Pods(app.Namespace, app.Name)) _cluster.Remove("pods", app.Namespace, pod.Name);
    }

    private IReadOnlyList<StoredObject> Pods(string space, string name) => _cluster.List("pods", space, new($"sparkoperator.k8s.io/app-name={name}", ""));

    private StoredObject? Driver(StoredObject app) => _cluster.Find("pods", app.Namespace, $"{app.Name}-driver");

    private bool IsChanged(string uid, JsonObject spec)
    {
        lock (_lock) return _specs.TryGetValue(uid, out var known) && known != Compared(spec);
    }

    private static string Compared(JsonObject spec)
    {
        var copy = spec.DeepClone().AsObject();
        copy.Remove("suspend");
        copy.Remove("timeToLiveSeconds");
        return copy.ToJsonString();
    }

    private static bool IsRetried(JsonObject spec, string retries, int attempts) => (string?)spec["restartPolicy"]?["type"] switch
    {
        "Always" => true,
        "OnFailure" => attempts <= ((int?)spec["restartPolicy"]?[retries] ?? 0),
        _ => false,
    };

    private bool IsDue(JsonObject spec, JsonObject status, string interval) => Time(status, "lastSubmissionAttemptTime") is { } last
        && _cluster.Now - last >= TimeSpan.FromSeconds(((long?)spec["restartPolicy"]?[interval] ?? long.MaxValue / TimeSpan.TicksPerSecond / 2) * Count(status, "submissionAttempts"));

    private static int Count(JsonObject status, string name) => (int?)status[name] ?? 0;

    private static DateTimeOffset? Time(JsonObject status, string name) => (string?)status[name] is { } text ? DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
}
