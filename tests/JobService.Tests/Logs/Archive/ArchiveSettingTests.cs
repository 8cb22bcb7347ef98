using Floe.JobService.Hosting;
using Floe.JobService.Logs.Archive;
using Floe.ServiceDefaults.Startup;
using Microsoft.Extensions.Configuration;

namespace Floe.JobService.Tests.Logs.Archive;

public sealed class ArchiveSettingTests
{
    [Theory]
    [InlineData("s3://logs", "s3://logs/")]
    [InlineData("s3://logs/", "s3://logs/")]
    [InlineData("s3://my.logs-1/floe/prod", "s3://my.logs-1/floe/prod/")]
    [InlineData("s3://logs/team=a/b_c/", "s3://logs/team=a/b_c/")]
    public void A_bucket_with_or_without_a_prefix_is_a_place(string text, string folder)
    {
        var logs = Read(("Logs:Archive", text)).Logs;

        Assert.Equal(folder, logs.Archive!.ToString());
        Assert.Equal(logs.Archive, ArchiveFolder.Parse(folder));
        Assert.Null(logs.LocalAfter);
    }

    [Theory]
    [InlineData("logs")]
    [InlineData("/var/log")]
    [InlineData("https://logs.s3.amazonaws.com/x")]
    [InlineData("s3://")]
    [InlineData("s3://Logs/x")]
    [InlineData("s3://ab")]
    [InlineData("s3://0123--table-s3/logs")]
    [InlineData("s3://logs//x")]
    [InlineData("s3://logs/a/../b")]
    [InlineData("s3://logs/a b")]
    [InlineData("s3://logs/ä")]
    public void Another_text_is_refused_with_its_key_and_what_to_do(string text)
    {
        var error = Assert.Throws<StartupException>(() => Read(("Logs:Archive", text)));

        Assert.Contains("JobService__Logs__Archive", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{text}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prefix_leaves_room_for_the_names_below_it() =>
        Assert.Throws<StartupException>(() => Read(("Logs:Archive", $"s3://logs/{new string('x', 901)}")));

    [Theory]
    [InlineData("-1")]
    [InlineData("soon")]
    [InlineData("36501")]
    public void Days_have_limits(string days)
    {
        var error = Assert.Throws<StartupException>(() => Read(("Logs:Archive", "s3://logs"), ("Logs:LocalAfterDays", days)));

        Assert.Contains("JobService__Logs__LocalAfterDays", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Copies_go_at_once_where_no_day_is_asked_for() =>
        Assert.Equal(TimeSpan.Zero, Read(("Logs:Archive", "s3://logs"), ("Logs:LocalAfterDays", "0")).Logs.LocalAfter);

    [Fact]
    public void Without_an_archive_no_copy_may_go()
    {
        var error = Assert.Throws<StartupException>(() => Read(("Logs:LocalAfterDays", "3")));

        Assert.Contains("JobService__Logs__Archive", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("attempt/../../x")]
    [InlineData("DRIVER")]
    [InlineData("")]
    public void A_role_cannot_name_another_object(string role) =>
        Assert.Throws<ArgumentException>(() => ArchiveNames.KeyOf(new ArchiveFolder("logs", "p/"), role));

    [Theory]
    [InlineData("../0123456789abcdef0123")]
    [InlineData("")]
    public void A_job_id_cannot_name_another_folder(string id) =>
        Assert.Throws<ArgumentException>(() => ArchiveNames.OfJob(new ArchiveFolder("logs", "p/"), id));

    private static JobServiceOptions Read(params (string Key, string Value)[] values) =>
        JobServiceConfiguration.Read(new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create($"JobService:{value.Key}", (string?)value.Value))).Build());
}
