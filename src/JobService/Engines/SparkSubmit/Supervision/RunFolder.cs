using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Floe.JobService.Engines.SparkSubmit.Supervision;

/// <summary>
/// The files by which the service and a supervisor know of each other, one folder an attempt, for the owner alone. Each file appears whole or not at all,
/// so that either side may crash between any two of them.
/// </summary>
internal sealed class RunFolder(string path)
{
    public string Path { get; } = path;

    /// <summary>What the program writes, in its own bytes.</summary>
    public string Output => Of("output.log");

    public string Properties => Of("spark.properties");

    public string Script => Of("script.sql");

    public string Result => Of("result.json");

    public SupervisedCommand? Command => Read(Of("command.json"), SupervisionJson.Default.SupervisedCommand);

    /// <summary>Null until a supervisor has taken the run.</summary>
    public ProcessIdentity? Supervisor => Read(Of("supervisor.json"), SupervisionJson.Default.ProcessIdentity);

    /// <summary>Null until the program is over.</summary>
    public SupervisedExit? Exit => Read(Of("exit.json"), SupervisionJson.Default.SupervisedExit);

    /// <summary>How much of the output is in the job's log.</summary>
    public long Copied
    {
        get => File.Exists(Of("copied")) && long.TryParse(File.ReadAllText(Of("copied")), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0;
        set => PrivateFile.Replace(Of("copied"), System.Text.Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture)), isDurable: false);
    }

    public void Create() => PrivateFile.CreateFolder(Path);

    public void Delete() => Directory.Delete(Path, recursive: true);

    public void KeepCommand(SupervisedCommand command) => Replace("command.json", command, SupervisionJson.Default.SupervisedCommand);

    public void KeepExit(SupervisedExit exit) => Replace("exit.json", exit, SupervisionJson.Default.SupervisedExit);

    /// <summary>Only one supervisor ever takes a run. False: another one has.</summary>
    public bool TryTake(ProcessIdentity supervisor) => PrivateFile.TryAdd(Of("supervisor.json"), JsonSerializer.SerializeToUtf8Bytes(supervisor, SupervisionJson.Default.ProcessIdentity));

    private void Replace<T>(string name, T value, JsonTypeInfo<T> type) => PrivateFile.Replace(Of(name), JsonSerializer.SerializeToUtf8Bytes(value, type));

    private static T? Read<T>(string file, JsonTypeInfo<T> type) where T : class => File.Exists(file) ? JsonSerializer.Deserialize(File.ReadAllBytes(file), type) : null;

    private string Of(string name) => System.IO.Path.Combine(Path, name);
}
