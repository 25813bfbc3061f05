### 简体中文。与 en.ftl 的消息和参数一一对应。
###
### 术语：沙盒（本地演示环境）、消息串、频道、私信、工作区、示例图片、故障。

## 语言本身

locale = zh-Hans-CN
language-name = 中文
language-of-slack = {"zh-CN"}
language-choose = 语言
list-separator = 、

## 页面与顶栏

page-title = Lookalike 沙盒
page-title-channel = { $channel } · Lookalike 沙盒
notice = 本地模拟的 Slack 与 Patsnap。外观设计、公司和专利均为虚构。
skip = 跳至消息输入框
no-javascript = 此页面需要启用 {"JavaScript"}。
offline = 沙盒没有响应，正在重试……
connecting = 正在连接……
connected = { $app } 已连接
not-connected = { $app } 未连接
theme-light = 切换为浅色
theme-dark = 切换为深色
close = 关闭
cancel = 取消
back = 返回

## 侧栏

sidebar = 频道和私信
workspace = 沙盒
workspace-note = 本地运行，内容虚构
channels = 频道
direct-messages = 私信
viewer = 当前身份
unread = 未读

## 频道及其内容

messages = 消息
topic-product-design = 开模之前的新产品
topic-industrial-design = 造型与表面
topic-spring-launch = 仅限受邀成员
topic-random = 尚未邀请应用加入
members = { $count } 位成员
intro-title = 这里是 { $channel } 的开头
intro = 发布一张产品图片：拖到这里、粘贴，或点击下方的示例。{ $app } 会在消息串中回复。
channel-archived = 此频道已归档。
channel-without-app = { $app } 不在此频道中，收不到这里发布的内容。
channel-invite = 添加 { $app }

## 示例图片

samples = 示例图片
samples-note = 点击即可发布
sample-mug = 蓝色马克杯
sample-swim-ring = 游泳圈
sample-lamp = 台灯
sample-headphones = 头戴式耳机
sample-kettle = 水壶
sample-chair = 改款椅子
sample-sneaker = 改款运动鞋
sample-toy = 改款动物玩具
sample-guitar = 吉他
sample-rocket = 玩具火箭
sample-cactus = 盆栽仙人掌
samples-post = 发布“{ $title }”
samples-post-label = 发布示例图片“{ $title }”
samples-posted = 已发布“{ $title }”

## 消息串

thread = 消息串
thread-close = 关闭消息串
thread-close-key = 关闭（{"Esc"}）
thread-messages = 消息串中的消息
thread-view = 查看消息串
replies = { $count } 条回复
reply-last-now = 刚刚有新回复
reply-last-minutes = 最后回复：{ $minutes } 分钟前
reply-last-today = 最后回复：今天 { $time }
reply-last-yesterday = 最后回复：昨天 { $time }
reply-last-day = 最后回复：{ $day } { $time }

## 消息

today = 今天
yesterday = 昨天
app-badge = 应用
message-label = { $name }，{ $time }
message-only-you = 仅自己可见
message-edited = （已编辑）
message-deleted = 此消息已被删除。
message-said = { $name }：{ $text }
message-actions = 消息操作
message-reply = 在消息串中回复
message-more = 更多操作
reaction-label = { $emoji }：{ $people }
reaction-add = 添加回应 { $emoji }
reaction-remove = 取消回应 { $emoji }
reaction-title = { $people } 用 :{ $name }: 作出了回应
delete = 删除
delete-message = 删除消息
delete-message-title = 删除这条消息？
delete-message-text = 删除后无法恢复。
delete-file = 删除文件
delete-file-named = 删除文件 { $name }
delete-file-title = 删除 { $name }？
delete-file-text = 此文件会从所有分享过的位置移除。

## 文件与图片

file-deleted = 此文件已被删除。
file-kind = { $type } · { $size }
size-bytes = { $size } 字节
size-kilobytes = { $size } KB
size-megabytes = { $size } MB
picture = 图片
picture-close = 关闭图片
picture-enlarge = 放大 { $name }
picture-enlarge-nameless = 放大图片
picture-outside = 外部图片，沙盒不会加载
picture-broken = 图片无法加载
picture-missing = { $name }（{ $reason }）

## 撰写

composer-message = 发消息到 { $channel }
composer-reply = 回复……
composer-reply-label = 在此消息串中回复
composer-files = 待发送的文件
composer-attach = 添加文件
composer-remove = 移除 { $name }
composer-send = 发送
composer-send-key = 发送（{"Enter"}）
composer-hint = { $enter } 发送，{ $shift_enter } 换行
composer-drop = 松开即可添加到 { $channel }
composer-drop-thread = 松开即可添加到消息串
suggestions = 输入建议
command-in-thread = { $command } 不能在消息串中使用，请在频道中使用。

## 应用清单中的命令和快捷方式

usage-patent = <号码>[、<号码>……] | 比对 <号码>
command-patent = 按号码查询专利，结果仅自己可见
usage-lookalike = 帮助 | 检测 <图片地址> | 相似 <图片地址> | 历史 | 导出 | 保留 | 解除 | 设置 | 开 | 关
command-lookalike = 检测网上的图片、查找相似外观设计、列出自己的检测
shortcut-check_message = 检测外观设计专利
shortcut-similar_message = 查找相似外观设计

## 消息块

block-unknown = 此页面无法显示类型为 { $type } 的消息块，Slack 或许可以。
confirm-yes = 是
more-options = 更多选项
choose-option = 请选择一项
choose-options = 请选择
options = 选项
options-filter = 筛选
options-filter-label = 筛选选项
field-optional = （选填）
field-date = 日期
field-time = 时间
field-date-time = 日期和时间
field-text = 文本
table = 表格
table-filter = 筛选行
table-filter-label = 筛选“{ $table }”中的行
table-previous = 上一页
table-next = 下一页
table-rows = 第 { $from }–{ $to } 行，共 { $count } 行
table-rows-found = 第 { $from }–{ $to } 行，共找到 { $count } 行（全部 { $all } 行）
table-no-row = 没有符合条件的行。

## 操作的结果

outcome-timeout = { $app } 未能及时响应。
outcome-not_connected = { $app } 未连接。请启动应用后重试。
outcome-refused = { $app } 返回了 Slack 无法使用的内容：{ $detail }
sandbox-silent = 沙盒没有响应。它还在运行吗？
sandbox-status = 沙盒返回了状态码 { $status }。
slack-app-status = 应用返回了 HTTP { $status }。
slack-no-command = { $command } 不是有效的命令。
slack-foreign-command = { $command } 未安装在 { $team } 中。
slack-no-shortcut = 没有名为 { $name } 的快捷方式。
slack-foreign-shortcut = 快捷方式仅供应用所在工作区的成员使用。
slack-field-required = 此项为必填项。
slack-field-too-long = 请勿超过 { $characters } 个字符。

## 页面拒绝的请求

refused-person = 沙盒中没有此人。
refused-sample = 没有这张示例图片。
refused-asset = 没有这个文件。
refused-language = 此页面没有这种语言。
refused-empty-post = 消息需要包含文字或文件。
refused-request = 页面无法读取此请求（{ $place }）。
gone-channel = 没有频道 { $name }。
gone-element = 没有元素 { $name }。
gone-event = 没有事件 { $name }。
gone-file = 没有文件 { $name }。
gone-member = 没有成员 { $name }。
gone-message = 没有消息 { $name }。
gone-option = 没有选项 { $name }。
gone-user = 没有用户 { $name }。
gone-view = 没有视图 { $name }。

## 故障

faults = 故障
faults-intro = 制造一些故障，看看应用如何应对。
faults-to-come = 待发生
faults-none = 无。一切正常。
faults-clear = 全部清除
faults-ready-made = 预设故障
faults-own = 自定义
fault-target = 对象
fault-target-patsnap = Patsnap
fault-target-slack = Slack
fault-endpoint = 接口或方法
fault-endpoint-all = * 表示全部
fault-kind = 发生什么
fault-kind-status = HTTP 状态码
fault-kind-error = 错误代码
fault-kind-delay_s = 延迟秒数
fault-kind-cut = 连接中断（{"before, after"}）
fault-kind-body = 响应内容（{"html, truncated, null, empty"}）
fault-value = 值
fault-times = 次数
fault-times-endless = 直到清除
fault-add = 添加
fault-refused-status = 状态码应为 200 至 599 的数字。
fault-refused-error = 错误代码：Patsnap 为数字，Slack 为单词。
fault-refused-delay_s = 延迟应为不超过 600 的秒数。
fault-refused-cut = 连接中断应为 {"before, after, middle"} 或 {"reset"}。
fault-refused-body = 响应内容应为 {"html, truncated, null, empty, echo"} 或 {"endless"}。
fault-preset-quota = 下一次提交时，Patsnap 额度用尽
fault-preset-down = 接下来 3 次轮询时，Patsnap 停止服务
fault-preset-lost = Patsnap 接受下一次提交，但响应丢失
fault-preset-credentials = Patsnap 拒绝凭据，直到清除
fault-preset-gateway = 下一次轮询收到的是网关返回的网页
fault-preset-slow = Patsnap 变慢：接下来 5 次调用，每次 4 秒
fault-preset-limit = Slack 对下一条消息限流（429）
fault-preset-unanswered = Slack 发布下一条消息，但响应丢失
fault-preset-blocks = Slack 拒绝下一条消息的消息块
fault-preset-files = Slack 不提供文件（接下来 2 次）
fault-separator = ，
fault-is-late = 延迟 { $seconds } 秒
fault-is-status = HTTP { $status }
fault-is-error = 错误 { $code }
fault-is-cut-before = 执行前中断
fault-is-cut-after = 执行后中断
fault-is-cut-middle = 响应中途中断
fault-is-cut-reset = 执行前重置连接
fault-is-data = 改动 { $names }
fault-is-body = { $kind } 响应内容
fault-is-likely = { $share } 的调用
fault-is-endless = 直到清除
fault-is-limited = 还剩 { $times } 次
