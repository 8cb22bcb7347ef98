using Floe.Engine.Tests.Support;

namespace Floe.Engine.Tests.Sessions;

public sealed class SqlSessionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Views_variables_and_the_current_namespace_last_from_script_to_script()
    {
        using var lake = new Lake();
        await using var session = await OpenAsync(lake);
        await RunAsync(session, "CREATE NAMESPACE ns; USE ns; CREATE TABLE t AS SELECT 7 AS id");
        await RunAsync(session, "CREATE TEMPORARY VIEW v AS SELECT * FROM t; SET wanted = 7");

        var result = await RunAsync(session, "SELECT id FROM v WHERE id = ${wanted}");

        Assert.Equal(7, result.Result!.Rows[0][0]);
        Assert.Equal((Lake.CatalogName, "ns"), (session.CurrentCatalog, session.CurrentNamespace));
        Assert.Equal(["v"], session.Views);
        Assert.Equal("7", session.Variables["wanted"]);
    }

    [Fact]
    public async Task What_a_failed_statement_set_is_not_kept()
    {
        using var lake = new Lake();
        await using var session = await OpenAsync(lake);
        await Assert.ThrowsAsync<SqlException>(() => RunAsync(session, "SET a = 1; SELECT * FROM ns.nowhere; SET b = 2"));
        Assert.Equal(["a"], session.Variables.Keys);
    }

    [Fact]
    public async Task After_a_statement_was_cancelled_the_session_goes_on()
    {
        using var lake = new Lake();
        await using var session = await OpenAsync(lake);
        await RunAsync(session, "CREATE TEMPORARY VIEW v AS SELECT 1 AS id");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        cancel.CancelAfter(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => session.RunAsync(new SqlScript("SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b", "test"), null, cancel.Token));
        Assert.Equal(1, (await RunAsync(session, "SELECT * FROM v")).Result!.Rows[0][0]);
    }

    [Theory]
    [InlineData("SELECT 1;", true)]
    [InlineData("SELECT 1", false)]
    [InlineData("SELECT 1; SELECT 2", false)]
    [InlineData("SELECT ';", false)]
    [InlineData("SELECT 1 /* ;", false)]
    [InlineData("SELECT `a;", false)]
    [InlineData("SELECT 1; -- done", true)]
    [InlineData("-- nothing", true)]
    [InlineData("", true)]
    [InlineData("SELECT ${later};", true)]
    [InlineData("SELECT X'1g'", true)]
    public void Text_is_complete_when_its_last_token_is_a_semicolon(string text, bool isComplete) => Assert.Equal(isComplete, TypedSql.IsComplete(text));

    private static Task<SqlScriptResult> RunAsync(SqlSession session, string script) => session.RunAsync(new SqlScript(script, "test"), export: null, Token);

    private static Task<SqlSession> OpenAsync(Lake lake) => SqlSession.OpenAsync(
        lake, lake.Files, new EngineOptions(Threads: 2, TempFolder: lake.TempFolder), TimeProvider.System, new SqlRunOptions { DefaultCatalog = Lake.CatalogName }, lake.Log.Add, Token);
}
