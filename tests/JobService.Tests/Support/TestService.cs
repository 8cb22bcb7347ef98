using System.Text;
using System.Text.Json;
using Floe.JobService.Client;
using Floe.JobService.Contracts;
using Floe.JobService.Engines;
using Floe.JobService.Hosting;
using Floe.JobService.Tests.Support.Contract;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Floe.JobService.Tests.Support;

/// <summary>A job service on a free port with a scripted engine, and a client for it.</summary>
public sealed class TestService : IAsyncDisposable
{
    /// <summary>Nothing listens there: these tests run no real SQL.</summary>
    private static readonly IConfiguration Configuration = new ConfigurationBuilder()
        .AddInMemoryCollection([new("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), new("AWS_ACCESS_KEY_ID", "test"), new("AWS_SECRET_ACCESS_KEY", "test")]).Build();

    private readonly JobServiceHost _host;
    private readonly TempFolder? _folder;

    private TestService(JobServiceHost host, ScriptedEngine engine, string dataFolder, TempFolder? folder)
    {
        _host = host;
        _folder = folder;
        Engine = engine;
        DataFolder = dataFolder;
        Contract = new ContractHandler(host.Endpoint);
        Http = new HttpClient(Contract) { BaseAddress = host.Endpoint };
        Client = new JobsClient(Http);
    }

    public ScriptedEngine Engine { get; }

    public string DataFolder { get; }

    /// <summary>Each answer is held against the OpenAPI document.</summary>
    public HttpClient Http { get; }

    public ContractHandler Contract { get; }

    public JobsClient Client { get; }

    public Uri Endpoint => _host.Endpoint;

    public IServiceProvider Services => _host.Services;

    /// <param name="dataFolder">Null: a new one, gone after the test.</param>
    /// <param name="adapt">Changes settings.</param>
    /// <param name="engine">Null: a new one.</param>
    /// <param name="database">Names the database of PostgreSQL; null: by the data folder.</param>
    /// <param name="aws">The AWS variables; null: of nothing that is there.</param>
    public static async Task<TestService> StartAsync(string? dataFolder = null, Func<JobServiceOptions, JobServiceOptions>? adapt = null, ScriptedEngine? engine = null, StoreKind store = StoreKind.Sqlite, TimeProvider? clock = null, string? database = null, IConfiguration? aws = null)
    {
        var folder = dataFolder is null ? new TempFolder() : null;
        dataFolder ??= folder!.Path;
        engine ??= new ScriptedEngine();
        var options = new JobServiceOptions { DataFolder = dataFolder, Port = 0, StopGrace = TimeSpan.Zero };
        if (store == StoreKind.Postgres) options = options with { Database = await (await PostgresServer.OfThisRunAsync()).DatabaseAsync(Path.GetFullPath(database ?? dataFolder)) };
        var host = await JobServiceHost.StartAsync(
            adapt?.Invoke(options) ?? options,
            aws ?? Configuration,
            services => services.AddSingleton<IJobEngine>(engine).AddSingleton<ISqlEngine>(engine).AddSingleton(clock ?? TimeProvider.System),
            TestContext.Current.CancellationToken);
        return new TestService(host, engine, dataFolder, folder);
    }

    public Task<JobDetails> SubmitAsync(string? name = null, string? key = null, int? timeoutSeconds = null) => Client.SubmitAsync(
        new JobDefinition { Name = name, TableBucket = "lake", Script = "SELECT 1", TimeoutSeconds = timeoutSeconds }, key, TestContext.Current.CancellationToken);

    public Task<JobDetails> GetAsync(string id) => Client.GetAsync(id, TestContext.Current.CancellationToken);

    /// <summary>The job once it is over.</summary>
    public async Task<JobDetails> EndOfAsync(string id)
    {
        await foreach (var _ in Client.FollowAsync(id, cancellationToken: TestContext.Current.CancellationToken)) { }
        return await GetAsync(id);
    }

    /// <summary>Follows the job until it is in this state.</summary>
    public async Task UntilAsync(string id, JobState state)
    {
        await foreach (var change in Client.FollowAsync(id, cancellationToken: TestContext.Current.CancellationToken).OfType<JobStateChanged>())
        {
            if (change.State == state) return;
        }
        Assert.Fail($"Job {id} ended without being {state}.");
    }

    public Task<JobDetails> SubmitAsync(JobDefinition definition, string? key = null) => Client.SubmitAsync(definition, key, TestContext.Current.CancellationToken);

    /// <summary>A job of which only where and when it runs matters.</summary>
    public static JobDefinition Job(string? name = null) => new() { Name = name, TableBucket = "lake", Script = "SELECT 1" };

    /// <summary>Follows the log until this text was written.</summary>
    public async Task UntilLoggedAsync(string id, string text)
    {
        await foreach (var line in Client.FollowLogsAsync(id, cancellationToken: TestContext.Current.CancellationToken))
        {
            if (line.Text.EndsWith($" {text}", StringComparison.Ordinal)) return;
        }
        Assert.Fail($"Job {id} ended without '{text}' in its log.");
    }

    /// <summary>Sends a request with a JSON body; the answer's status and body.</summary>
    public async Task<(int Status, JsonElement Body)> SendAsync(HttpMethod method, string path, string? json = null, string? bearer = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (json is not null) request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        if (bearer is not null) request.Headers.Authorization = new("Bearer", bearer);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonDocument.Parse(text).RootElement);
    }

    /// <summary>The same for a request that must succeed.</summary>
    public async Task<JsonElement> DoneAsync(HttpMethod method, string path, string? json = null)
    {
        var (status, body) = await SendAsync(method, path, json);
        Assert.True(status < 300, $"{method} {path} answered {status}: {body}");
        return body;
    }

    /// <summary>What SIGTERM does.</summary>
    public Task StopAsync() => _host.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Engine.LetGo();
        await _host.DisposeAsync();
        _folder?.Dispose();
    }
}
