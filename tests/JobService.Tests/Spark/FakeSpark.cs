using Floe.JobService.Tests.Support;

namespace Floe.JobService.Tests.Spark;

/// <summary>A folder that looks like Spark's, with a spark-submit that tells a version and otherwise runs the main file with plain Python.</summary>
internal sealed class FakeSpark : IDisposable
{
    private static readonly string[] AllJars =
    [
        "spark-core_2.12-3.5.3.jar", "hadoop-client-api-3.3.4.jar", "iceberg-spark-runtime-3.5_2.12-1.10.0.jar", "iceberg-aws-bundle-1.10.0.jar", "hadoop-aws-3.3.4.jar", "aws-java-sdk-bundle-1.12.262.jar",
    ];

    private const string Program = """
        #!/usr/bin/env python3
        import os, sys
        arguments = sys.argv[1:]
        if arguments == ["--version"]:
            sys.stderr.write("Welcome to\n   version VERSION\nUsing Scala version 2.12.18, OpenJDK 64-Bit Server VM, 17.0.15\n")
            sys.exit(0)
        at = 0
        while arguments[at].startswith("--"):
            if arguments[at] == "--properties-file":
                os.environ["PROPERTIES"] = arguments[at + 1]
            at += 2
        if os.path.basename(arguments[at]) == "sql_runner.py":
            # The real one needs PySpark. This one tells what it got, and answers as the real one does.
            rest = arguments[at + 1:]
            print("runner", open(rest[0]).read(), rest[1:-1])
            with open(rest[rest.index("--output") + 1], "w") as result:
                result.write('{"columns":[{"name":"n","type":"int"}],"rows":[[7]],"truncated":false}')
            sys.exit(0)
        os.execv(sys.executable, [sys.executable] + arguments[at:])
        """;

    private readonly TempFolder _folder = new();

    public FakeSpark(string version = "3.5.3", params IReadOnlyList<string> without)
    {
        Directory.CreateDirectory(Path.Combine(Home, "bin"));
        Directory.CreateDirectory(Path.Combine(Home, "conf"));
        Directory.CreateDirectory(Path.Combine(Home, "jars"));
        var program = Path.Combine(Home, "bin", "spark-submit");
        File.WriteAllText(program, Program.Replace("VERSION", version, StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var jar in AllJars.Except(without)) File.WriteAllText(Path.Combine(Home, "jars", jar), "");
    }

    public string Home => _folder.Path;

    /// <summary>A job's main file.</summary>
    public string Job(string name, string python)
    {
        var file = _folder.Sub(name);
        File.WriteAllText(file, python);
        return file;
    }

    public void Defaults(string text) => File.WriteAllText(Path.Combine(Home, "conf", "spark-defaults.conf"), text);

    public void Dispose() => _folder.Dispose();
}
